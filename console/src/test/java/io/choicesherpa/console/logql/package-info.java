/** Tests from inside the package. */
@NullMarked
package io.choicesherpa.console.logql;

import org.jspecify.annotations.NullMarked;
