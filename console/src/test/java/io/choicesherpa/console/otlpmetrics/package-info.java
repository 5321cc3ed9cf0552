/** Tests from inside the package. */
@NullMarked
package io.choicesherpa.console.otlpmetrics;

import org.jspecify.annotations.NullMarked;
