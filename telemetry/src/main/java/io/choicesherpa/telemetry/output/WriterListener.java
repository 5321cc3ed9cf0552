package io.choicesherpa.telemetry.output;

/** Hears from the writing threads; must not block, and must not throw. */
interface WriterListener {

  /** The first batch that could not be written after others could. */
  void failed(OutputName output, Throwable cause);

  /** The first batch that could be written after others could not. */
  void recovered(OutputName output, long linesLost);

  /** Lines were dropped for want of room since this was last said, and now there is room. */
  void refused(OutputName output, long lines);

  /** About a second has passed. */
  void second();
}
