package io.choicesherpa.telemetry.http;

/** Where the headers of a request that is being made go. */
@FunctionalInterface
public interface HeaderSink {

  /** Sets a header, in place of one that may be there. */
  void set(String name, String value);
}
