package io.choicesherpa.console.series;

/** The open end of a series. Guarded by the series; what {@link #snapshot} gives is not. */
sealed interface ChunkWriter permits NumberWriter, HistogramWriter {

  /** What has been written, sharing the bytes. */
  Chunk snapshot();

  /** What has been written, trimmed; nothing more may be appended. */
  Chunk seal();

  /** Whether the next sample belongs into a new chunk. */
  boolean isFull();

  /** Memory held. */
  long heldBytes();
}
