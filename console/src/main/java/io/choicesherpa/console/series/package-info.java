/**
 * Series in compressed chunks, found by their labels and kept across restarts; {@link
 * io.choicesherpa.console.series.SeriesStore} is the entry.
 */
@NullMarked
package io.choicesherpa.console.series;

import org.jspecify.annotations.NullMarked;
