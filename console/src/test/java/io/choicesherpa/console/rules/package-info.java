/** Tests from inside the package. */
@NullMarked
package io.choicesherpa.console.rules;

import org.jspecify.annotations.NullMarked;
