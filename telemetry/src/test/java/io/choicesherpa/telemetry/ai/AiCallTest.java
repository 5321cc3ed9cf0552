package io.choicesherpa.telemetry.ai;

import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.metrics.AiMetrics;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AiCallTest {

  private static final AiCallRequest REQUEST =
      AiCallRequest.chat("openai", "gpt-5-mini", "free", true);

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final AiMetrics metrics = new AiMetrics(new Metrics(StandardMetrics.CATALOGUE));
  private final AtomicLong nanos = new AtomicLong();
  private OpenTelemetrySdk sdk = sdk(Sampler.alwaysOn());

  @AfterEach
  void closeSdk() {
    sdk.close();
  }

  @Test
  void complete_recordsSpanTokensCostAndDuration() {
    AiCall call = telemetry().start(REQUEST.to("ai.example", 8443));
    nanos.addAndGet(400_000_000);
    call.firstChunk();
    nanos.addAndGet(600_000_000);
    call.firstChunk();
    call.complete(new AiUsage(1_000, 200, 400, 50), "gpt-5-mini-2025-08-07", "resp_1", "stop");

    SpanData span = onlySpan();
    assertThat(span).hasName("ai_completion").hasKind(SpanKind.CLIENT);
    assertThat(span.getStatus()).isEqualTo(StatusData.unset());
    assertThat(span.getAttributes().get(GenAiAttributes.REQUEST_MODEL)).isEqualTo("gpt-5-mini");
    assertThat(span.getAttributes().get(GenAiAttributes.USAGE_INPUT_TOKENS)).isEqualTo(1_000);
    assertThat(span.getAttributes().get(GenAiAttributes.USAGE_OUTPUT_TOKENS)).isEqualTo(200);
    assertThat(span.getAttributes().get(GenAiAttributes.RESPONSE_FINISH_REASONS))
        .containsExactly("stop");
    assertThat(span.getAttributes().get(GenAiAttributes.RESPONSE_TIME_TO_FIRST_CHUNK))
        .isEqualTo(0.4);
    assertThat(span.getAttributes().get(ServerAttributes.SERVER_ADDRESS)).isEqualTo("ai.example");
    assertThat(span.getAttributes().get(ServerAttributes.SERVER_PORT)).isEqualTo(8443);
    assertThat(span.getAttributes().get(GenAiAttributes.TOKEN_COUNT)).isEqualTo(1_200);
    assertThat(span.getAttributes().get(GenAiAttributes.COST_CENTS)).isEqualTo(0.056);
    assertThat(span.getEvents())
        .extracting(EventData::getName)
        .containsExactly("request_sent", "response_received");
    assertThat(metrics.promptTokens("openai", "gpt-5-mini").getLongValue()).isEqualTo(1_000);
    assertThat(metrics.completionTokens("openai", "gpt-5-mini").getLongValue()).isEqualTo(200);
    assertThat(metrics.costCents("openai", "gpt-5-mini", "free").get())
        .isEqualByComparingTo("0.056");
    assertThat(metrics.duration("openai", true).getSum()).isEqualTo(1.0);
    assertThat(metrics.operationDuration("chat", "openai", "gpt-5-mini", "").getSum())
        .isEqualTo(1.0);
    assertThat(metrics.inputTokensOfCall("chat", "openai", "gpt-5-mini").getSum()).isEqualTo(1_000);
    assertThat(metrics.outputTokensOfCall("chat", "openai", "gpt-5-mini").getSum()).isEqualTo(200);
    assertThat(metrics.timeToFirstChunk("chat", "openai", "gpt-5-mini").getSum()).isEqualTo(0.4);
  }

  @Test
  void callThatIsNoStream_hasNoTimeToItsFirstChunk() {
    AiCall call = telemetry().start(AiCallRequest.chat("openai", "gpt-5-mini", "free", false));
    call.firstChunk();
    call.complete(AiUsage.of(0, 0), null, null, null);

    assertThat(metrics.timeToFirstChunk("chat", "openai", "gpt-5-mini").getCount()).isZero();
    assertThat(metrics.inputTokensOfCall("chat", "openai", "gpt-5-mini").getCount())
        .as("usage that is not known is not 0")
        .isZero();
  }

  @Test
  void complete_withoutUsage_tellsNoTokensAndNoCost() {
    telemetry().start(REQUEST).complete(null, null, null, "stop");

    SpanData span = onlySpan();
    assertThat(span.getStatus()).isEqualTo(StatusData.unset());
    assertThat(span.getAttributes().get(GenAiAttributes.RESPONSE_FINISH_REASONS))
        .containsExactly("stop");
    assertThat(span.getAttributes().get(GenAiAttributes.USAGE_INPUT_TOKENS)).isNull();
    assertThat(span.getAttributes().get(GenAiAttributes.TOKEN_COUNT)).isNull();
    assertThat(span.getAttributes().get(GenAiAttributes.COST_CENTS)).isNull();
    assertThat(metrics.duration("openai", true).getCount()).isEqualTo(1);
  }

  @Test
  void retriedAttempt_countsAsErrorAndCost_butIsOneCompletion() {
    AiCall call = telemetry().start(REQUEST);
    call.attemptFailed(AiErrorType.RATE_LIMITED, null);
    call.attemptFailed(
        AiErrorType.CONNECTION, new IllegalStateException("broken"), AiUsage.of(100, 10));
    call.complete(AiUsage.of(100, 40), null, null, null);

    assertThat(metrics.errors("openai", "rate_limited").get()).isEqualTo(1);
    assertThat(metrics.errors("openai", "connection").get()).isEqualTo(1);
    assertThat(metrics.duration("openai", true).getCount()).isEqualTo(1);
    assertThat(metrics.promptTokens("openai", "gpt-5-mini").getLongValue()).isEqualTo(200);
    assertThat(metrics.inputTokensOfCall("chat", "openai", "gpt-5-mini").getCount())
        .as("one call, however many attempts")
        .isEqualTo(1);
    assertThat(metrics.inputTokensOfCall("chat", "openai", "gpt-5-mini").getSum()).isEqualTo(200);
    assertThat(metrics.costCents("openai", "gpt-5-mini", "free").get())
        .isEqualByComparingTo("0.015");
    SpanData span = onlySpan();
    assertThat(span.getStatus()).isEqualTo(StatusData.unset());
    assertThat(span.getAttributes().get(GenAiAttributes.ATTEMPTS)).isEqualTo(3);
    assertThat(span.getAttributes().get(GenAiAttributes.USAGE_OUTPUT_TOKENS)).isEqualTo(40);
    assertThat(span.getAttributes().get(GenAiAttributes.TOKEN_COUNT)).isEqualTo(250);
  }

  @Test
  void fail_marksTheSpanWithoutTheExceptionsMessage() {
    AiCall call = telemetry().start(REQUEST);
    call.fail(AiErrorType.SERVER_ERROR, new IllegalStateException("prompt was: my secret"));
    call.close();

    SpanData span = onlySpan();
    assertThat(span.getStatus().getStatusCode().name()).isEqualTo("ERROR");
    assertThat(span.getAttributes().get(ErrorAttributes.ERROR_TYPE)).isEqualTo("server_error");
    assertThat(span.toString()).contains("IllegalStateException").doesNotContain("secret");
    assertThat(metrics.errors("openai", "server_error").get()).isEqualTo(1);
    assertThat(metrics.operationDuration("chat", "openai", "gpt-5-mini", "server_error").getCount())
        .isEqualTo(1);
    assertThat(metrics.duration("openai", true).getCount()).isEqualTo(1);
  }

  @Test
  void close_withoutAnEnd_isACancellationAndNoErrorOfTheProvider() {
    AiCall call = telemetry().start(REQUEST);
    call.close();
    call.complete(AiUsage.of(1, 1), null, null, null);

    SpanData span = onlySpan();
    assertThat(span.getStatus()).isEqualTo(StatusData.unset());
    assertThat(span.getAttributes().get(ErrorAttributes.ERROR_TYPE)).isEqualTo("cancelled");
    for (AiErrorType type : AiErrorType.values()) {
      assertThat(metrics.errors("openai", type.value()).get()).as(type.value()).isZero();
    }
    assertThat(metrics.duration("openai", true).getCount()).isZero();
    assertThat(metrics.operationDuration("chat", "openai", "gpt-5-mini", "cancelled").getCount())
        .isEqualTo(1);
    assertThat(metrics.promptTokens("openai", "gpt-5-mini").getLongValue()).isZero();
  }

  @Test
  void close_afterTheProviderToldUsage_chargesWhatItTold() {
    AiCall call = telemetry().start(REQUEST);
    call.usageSoFar(AiUsage.of(1_000, 1));
    call.usageSoFar(AiUsage.of(1_000, 200));
    call.close();

    assertThat(metrics.promptTokens("openai", "gpt-5-mini").getLongValue()).isEqualTo(1_000);
    assertThat(metrics.completionTokens("openai", "gpt-5-mini").getLongValue()).isEqualTo(200);
    assertThat(onlySpan().getAttributes().get(GenAiAttributes.USAGE_INPUT_TOKENS)).isEqualTo(1_000);
    assertThat(onlySpan().getAttributes().get(GenAiAttributes.TOKEN_COUNT)).isEqualTo(1_200);
  }

  @Test
  void complete_withoutUsage_chargesWhatTheProviderToldBefore() {
    AiCall call = telemetry().start(REQUEST);
    call.usageSoFar(AiUsage.of(1_000, 200));
    call.complete(null, null, null, "stop");

    assertThat(metrics.promptTokens("openai", "gpt-5-mini").getLongValue()).isEqualTo(1_000);
    assertThat(onlySpan().getAttributes().get(GenAiAttributes.TOKEN_COUNT)).isEqualTo(1_200);
  }

  @Test
  void usageSoFar_ofAFailedAttempt_isChargedOnceAndNotForTheNext() {
    AiCall call = telemetry().start(REQUEST);
    call.usageSoFar(AiUsage.of(100, 10));
    call.attemptFailed(AiErrorType.CONNECTION, null);
    call.attemptFailed(AiErrorType.SERVER_ERROR, null);
    call.usageSoFar(AiUsage.of(100, 1));
    call.complete(AiUsage.of(100, 40), null, null, null);

    assertThat(metrics.promptTokens("openai", "gpt-5-mini").getLongValue()).isEqualTo(200);
    assertThat(metrics.completionTokens("openai", "gpt-5-mini").getLongValue()).isEqualTo(50);
  }

  @Test
  void unknownModel_isCountedAsUnpricedAndNeverGuessed() {
    AiCall call = telemetry().start(AiCallRequest.chat("openai", "gpt-99", "pro", false));
    call.complete(AiUsage.of(100, 10), null, null, null);

    assertThat(metrics.unpriced("openai", "gpt-99").get()).isEqualTo(1);
    assertThat(metrics.costCents("openai", "gpt-99", "pro").get())
        .isEqualByComparingTo(BigDecimal.ZERO);
    assertThat(onlySpan().getAttributes().get(GenAiAttributes.COST_CENTS)).isNull();
  }

  @Test
  void call_inAnUnsampledTrace_stillCountsAndStaysInTheTrace() {
    sdk.close();
    sdk = sdk(Sampler.alwaysOff());
    Span root = sdk.getTracer("test").spanBuilder("root").startSpan();
    String traceId;
    try (Scope scope = root.makeCurrent()) {
      assertThat(scope).isNotNull();
      try (AiCall call = telemetry().start(REQUEST);
          Scope current = call.makeCurrent()) {
        assertThat(current).isNotNull();
        traceId = Span.current().getSpanContext().getTraceId();
        call.complete(AiUsage.of(100, 10), null, null, null);
      }
    }

    assertThat(traceId).isEqualTo(root.getSpanContext().getTraceId());
    assertThat(spans.getFinishedSpanItems()).isEmpty();
    assertThat(metrics.promptTokens("openai", "gpt-5-mini").getLongValue()).isEqualTo(100);
    assertThat(metrics.duration("openai", true).getCount()).isEqualTo(1);
  }

  private AiTelemetry telemetry() {
    return new AiTelemetry(
        sdk,
        metrics,
        PriceTable.standard(),
        Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC),
        nanos::get);
  }

  private OpenTelemetrySdk sdk(Sampler sampler) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setSampler(sampler)
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build())
        .build();
  }

  private SpanData onlySpan() {
    assertThat(spans.getFinishedSpanItems()).hasSize(1);
    return spans.getFinishedSpanItems().get(0);
  }
}
