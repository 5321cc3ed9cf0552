/** Tests from inside the package. */
@NullMarked
package io.choicesherpa.console.store;

import org.jspecify.annotations.NullMarked;
