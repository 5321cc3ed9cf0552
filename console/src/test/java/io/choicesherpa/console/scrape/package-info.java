/** Tests from inside the package. */
@NullMarked
package io.choicesherpa.console.scrape;

import org.jspecify.annotations.NullMarked;
