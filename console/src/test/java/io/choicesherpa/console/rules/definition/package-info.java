/** Tests from inside the package. */
@NullMarked
package io.choicesherpa.console.rules.definition;

import org.jspecify.annotations.NullMarked;
