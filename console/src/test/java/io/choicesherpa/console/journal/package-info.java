/** Tests from inside the package. */
@NullMarked
package io.choicesherpa.console.journal;

import org.jspecify.annotations.NullMarked;
