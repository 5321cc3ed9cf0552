package io.choicesherpa.benchmarks.logging;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/** What every peer logs: a message, three key-values, five fields of context. */
final class LogSample {

  static final String LOGGER = "io.choicesherpa.backend.application.service.MessageService";
  static final String SERVICE = "choice-sherpa";
  static final String ENVIRONMENT = "production";
  static final String MESSAGE = "Message answered by the assistant";
  static final String COMPONENT = "consequences";
  static final int ATTEMPT = 2;
  static final double DURATION_MILLIS = 812.375;

  static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  static final String SPAN_ID = "00f067aa0ba902b7";
  static final String REQUEST_ID = "7c1f4e0a9d2b4c6f8e1a3b5c7d9e0f12";
  static final String USER_ID = "usr_01J9Z3K5V8Q2";
  static final String SESSION_ID = "0b0e5a0e-6a0c-4a57-9d3a-5f6f7a1f2b3c";

  /** For those who take their context from the MDC. */
  static final Map<String, String> CONTEXT =
      Map.of(
          "trace_id", TRACE_ID,
          "span_id", SPAN_ID,
          "request_id", REQUEST_ID,
          "user_id", USER_ID,
          "session_id", SESSION_ID);

  /** As many frames lie under a controller in a servlet container. */
  private static final int FRAMES = 40;

  private LogSample() {}

  static List<KeyValuePair> pairs() {
    return List.of(
        new KeyValuePair("component_type", COMPONENT),
        new KeyValuePair("attempt", ATTEMPT),
        new KeyValuePair("duration_ms", DURATION_MILLIS));
  }

  /** An exception with a cause, as deep as real ones, and equally deep wherever it is asked for. */
  static Exception error() {
    IllegalStateException[] made = new IllegalStateException[1];
    Thread thread = new Thread(() -> deep(() -> made[0] = failure()));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return made[0];
  }

  private static IllegalStateException failure() {
    return new IllegalStateException(
        "The provider did not answer", new IOException("Connection reset"));
  }

  /** Runs the body under a stack of usual depth. */
  static void deep(Runnable body) {
    deep(FRAMES, body);
  }

  private static void deep(int frames, Runnable body) {
    if (frames == 0) {
      body.run();
    } else {
      deep(frames - 1, body);
    }
  }
}
