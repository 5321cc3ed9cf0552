/** Tests from inside the package. */
@NullMarked
package io.choicesherpa.console.template;

import org.jspecify.annotations.NullMarked;
