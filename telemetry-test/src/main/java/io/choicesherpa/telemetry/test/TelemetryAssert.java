package io.choicesherpa.telemetry.test;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/**
 * Assertions on all that a {@link TelemetryCapture} has captured since it began or was {@linkplain
 * TelemetryCapture#reset() reset}; made by AssertJ's {@code assertThat(telemetry)}. Messages list
 * what was there instead.
 */
public final class TelemetryAssert extends AbstractAssert<TelemetryAssert, TelemetryCapture> {

  TelemetryAssert(TelemetryCapture actual) {
    super(actual, TelemetryAssert.class);
  }

  /** The one span of this name that has ended; fails if there is none or more than one. */
  public SpanAssert span(String name) {
    List<CapturedSpan> found = actual.spans(name);
    if (found.size() != 1) {
      failWithMessage("%s", countMessage(name, found));
    }
    return Descriptions.passOn(this, new SpanAssert(found.get(0)));
  }

  private String countMessage(String name, List<CapturedSpan> found) {
    String stillOpen =
        actual.openSpans().stream().anyMatch(span -> span.name().equals(name))
            ? " (one has begun and not ended)"
            : "";
    return "Expected one span '%s', but there are %d%s.\n%s"
        .formatted(name, found.size(), stillOpen, Report.spans(actual.spans()));
  }

  /** All spans of this name that have ended, in the order of their ends; none is no failure. */
  public ListAssert<CapturedSpan> spans(String name) {
    ListAssert<CapturedSpan> spans = Assertions.assertThat(actual.spans(name));
    return Descriptions.passOn(this, spans);
  }

  /** No span of this name has begun, let alone ended. */
  public TelemetryAssert hasNoSpan(String name) {
    boolean open = actual.openSpans().stream().anyMatch(span -> span.name().equals(name));
    if (open || !actual.spans(name).isEmpty()) {
      failWithMessage(
          "%s",
          "Expected no span '%s', but there is%s.\n%s"
              .formatted(name, open ? " one, not ended" : "", Report.spans(actual.spans())));
    }
    return this;
  }

  /** The log lines; {@code with…} narrows them, {@code has…} asserts on what is left. */
  public LogAssert log() {
    return Descriptions.passOn(this, new LogAssert(actual));
  }

  /**
   * A metric as it is exposed.
   *
   * @param name such as {@code http_requests_total}; of a histogram {@code
   *     http_request_duration_seconds} or its {@code …_count} (both the number of observations) or
   *     {@code …_sum}. Fails if there is none of this name
   */
  public MetricAssert metric(String name) {
    return Descriptions.passOn(this, new MetricAssert(actual, name)).isKnown();
  }

  /**
   * Repeats {@code assertions} until they hold, for what happens on other threads.
   *
   * <pre>{@code
   * assertThat(telemetry)
   *     .within(ofSeconds(5), t -> t.span("process session.created").isChildOf("publish_event"));
   * }</pre>
   *
   * @param limit after which the last failure is thrown
   */
  public TelemetryAssert within(Duration limit, Consumer<TelemetryAssert> assertions) {
    Deadline.await(limit, () -> assertions.accept(this));
    return this;
  }

  /** {@code text} is in no log line, no span and no metric, as they leave the process. */
  public TelemetryAssert doesNotReveal(String text) {
    List<String> places = new Outputs(actual).places(text);
    if (!places.isEmpty()) {
      failWithMessage("%s", Report.list("Expected '" + text + "' nowhere, but it is in:", places));
    }
    return this;
  }
}
