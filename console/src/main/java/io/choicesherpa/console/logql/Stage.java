package io.choicesherpa.console.logql;

/** One step of a pipeline. Immutable, thread-safe. */
interface Stage {

  /** Looks at and changes {@code line}; false to leave it out. */
  boolean process(LogLine line);
}
