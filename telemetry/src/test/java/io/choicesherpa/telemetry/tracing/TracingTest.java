package io.choicesherpa.telemetry.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.telemetry.testing.RecordedTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracingTest {

  private final RecordedTelemetry telemetry = new RecordedTelemetry(Sampler.alwaysOn());
  private final Tracing tracing = telemetry.tracing();

  @AfterEach
  void close() {
    assertThat(Span.current().getSpanContext().isValid()).as("no scope leaks").isFalse();
    telemetry.close();
  }

  @Test
  void call_nested_makesAChildAndGivesTheResult() {
    String result = tracing.call("outer", outer -> tracing.call("inner", inner -> "result"));

    assertThat(result).isEqualTo("result");
    SpanData outer = telemetry.span("outer");
    assertThat(telemetry.span("inner").getParentSpanId()).isEqualTo(outer.getSpanId());
    assertThat(outer.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void run_throwing_marksTheSpanAndThrowsTheSame() {
    IOException failure = new IOException("broken");

    assertThatThrownBy(
            () ->
                tracing.run(
                    "work",
                    span -> {
                      throw failure;
                    }))
        .isSameAs(failure);

    SpanData span = telemetry.span("work");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getEvents())
        .singleElement()
        .extracting(e -> e.getName())
        .isEqualTo("exception");
    assertThat(span.getAttributes().asMap().values()).contains("java.io.IOException");
  }
}
