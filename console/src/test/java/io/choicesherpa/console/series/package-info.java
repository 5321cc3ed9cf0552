/** Tests from inside the package. */
@NullMarked
package io.choicesherpa.console.series;

import org.jspecify.annotations.NullMarked;
