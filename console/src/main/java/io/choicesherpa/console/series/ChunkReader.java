package io.choicesherpa.console.series;

import io.choicesherpa.promql.source.SampleIterator;

/** Goes through one chunk. Not thread-safe; any number of readers may read one chunk. */
sealed interface ChunkReader extends SampleIterator permits NumberReader, HistogramReader {}
