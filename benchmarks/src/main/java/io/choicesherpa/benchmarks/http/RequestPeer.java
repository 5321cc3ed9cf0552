package io.choicesherpa.benchmarks.http;

import java.io.OutputStream;

/** Who records the telemetry of a request. */
public enum RequestPeer {
  /** This library. */
  OURS,
  /** Spring Boot's Observation, its bridge to OpenTelemetry, and its structured logging. */
  SPRING,
  /** OpenTelemetry's SDK called by hand, beside Logback's JSON lines. */
  OPENTELEMETRY;

  /** Sets it up, on the process's one Logback. */
  RequestPath open(boolean sampled, OutputStream out) {
    return switch (this) {
      case OURS -> new OurRequests(sampled, out);
      case SPRING -> new SpringRequests(sampled, out);
      case OPENTELEMETRY -> new OpenTelemetryRequests(sampled, out);
    };
  }
}
