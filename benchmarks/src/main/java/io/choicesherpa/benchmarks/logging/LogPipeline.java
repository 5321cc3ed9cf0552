package io.choicesherpa.benchmarks.logging;

/** A logging library, set up to write JSON lines. Thread-safe but for {@link #encode}. */
interface LogPipeline {

  /** The line of an event that was made beforehand; only on the thread that opened the pipeline. */
  byte[] encode();

  /** The same of an event with an exception. */
  byte[] encodeMadeError();

  /** Makes an event with an exception, and returns its line. */
  byte[] encodeError();

  /** One call of the logger, down to the stream of the appender. */
  void log();
}
