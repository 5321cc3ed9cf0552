/** Tests of the console as its users meet it: over its ports. */
@NullMarked
package io.choicesherpa.console;

import org.jspecify.annotations.NullMarked;
