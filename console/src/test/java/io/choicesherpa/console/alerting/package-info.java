/** Tests from inside the package. */
@NullMarked
package io.choicesherpa.console.alerting;

import org.jspecify.annotations.NullMarked;
