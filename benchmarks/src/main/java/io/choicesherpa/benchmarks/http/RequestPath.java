package io.choicesherpa.benchmarks.http;

/** Serves one request as a server would, with nothing in it but the telemetry. */
interface RequestPath extends AutoCloseable {

  /** From the request's headers to its line in the log. */
  void serve();

  @Override
  void close();
}
