/** Tests from inside the package. */
@NullMarked
package io.choicesherpa.console.query;

import org.jspecify.annotations.NullMarked;
