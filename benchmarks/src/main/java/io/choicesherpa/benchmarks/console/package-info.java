/**
 * The console's store of series, measured with a month of one service's metrics; {@link
 * io.choicesherpa.benchmarks.console.ConsoleBench} is the entry.
 */
@NullMarked
package io.choicesherpa.benchmarks.console;

import org.jspecify.annotations.NullMarked;
