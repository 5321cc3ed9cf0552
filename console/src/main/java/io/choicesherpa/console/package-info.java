/**
 * The embedded observability server; {@link io.choicesherpa.console.Console} starts it.
 *
 * <p>Arrows point down: {@code web} and {@code query} read the {@code store}, {@code receive} and
 * {@code scrape} fill it; the store knows none of them.
 */
@NullMarked
package io.choicesherpa.console;

import org.jspecify.annotations.NullMarked;
