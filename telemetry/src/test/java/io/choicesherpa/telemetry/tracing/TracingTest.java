package io.choicesherpa.telemetry.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.telemetry.testing.RecordedTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
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

  @Test
  void callAsync_endsWithTheStage() {
    CompletableFuture<String> later = new CompletableFuture<>();
    CompletableFuture<String> result =
        tracing.callAsync("work", span -> tracing.call("inner", inner -> later));

    assertThat(result).isSameAs(later);
    assertThat(telemetry.spans()).extracting(SpanData::getName).containsExactly("inner");
    later.complete("done");
    SpanData work = telemetry.span("work");
    assertThat(work.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(telemetry.span("inner").getParentSpanId()).isEqualTo(work.getSpanId());
  }

  @Test
  void callAsync_failingLater_tellsTheCause() {
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> result =
        tracing.callAsync("work", span -> first.thenApply(text -> text));
    first.completeExceptionally(new IOException("broken"));

    assertThat(result).isCompletedExceptionally();
    SpanData work = telemetry.span("work");
    assertThat(work.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(work.getAttributes().asMap().values()).contains("java.io.IOException");
  }

  @Test
  void callAsync_cancelled_isNoError() {
    tracing.callAsync("work", span -> new CompletableFuture<String>()).cancel(true);

    SpanData work = telemetry.span("work");
    assertThat(work.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(work.getEvents())
        .singleElement()
        .extracting(e -> e.getName())
        .isEqualTo("cancelled");
  }

  @Test
  void callAsync_throwing_marksTheSpanAndThrowsTheSame() {
    IOException failure = new IOException("broken");

    assertThatThrownBy(
            () ->
                tracing.<CompletableFuture<String>, IOException>callAsync(
                    "work",
                    span -> {
                      throw failure;
                    }))
        .isSameAs(failure);

    assertThat(telemetry.span("work").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }
}
