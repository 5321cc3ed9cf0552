package io.choicesherpa.telemetry.ai;

import io.choicesherpa.telemetry.metrics.AiMetrics;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.semconv.ServerAttributes;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches calls to AI providers.
 *
 * <pre>{@code
 * try (AiCall call = ai.start(AiCallRequest.chat("openai", "gpt-5-mini", "free", true));
 *     Scope scope = call.makeCurrent()) {
 *   ... // call.firstChunk() when the answer begins
 *   call.complete(usage, response.model(), response.id(), "stop");
 * }
 * }</pre>
 *
 * <p>Each call makes a CLIENT span {@code ai_completion} and the {@code ai_*} metrics. Nothing of
 * what was asked or answered is taken, unless the redaction's settings let it through ({@code
 * AI_CAPTURE_CONTENT}), and of exceptions only the type, because providers' messages quote the
 * prompt.
 *
 * <p>Thread-safe. Source of the attributes: OpenTelemetry semantic conventions for generative AI
 * client spans.
 */
public final class AiTelemetry {

  private static final Logger LOG = LoggerFactory.getLogger(AiTelemetry.class);
  static final String SPAN_NAME = "ai_completion";

  private final Tracer tracer;
  private final AiMetrics metrics;
  private final AiCosts costs;
  private final LongSupplier nanoTime;
  private final Redactor redactor;

  /** Watches calls and never keeps what they say. */
  public AiTelemetry(
      OpenTelemetry openTelemetry,
      AiMetrics metrics,
      PriceTable prices,
      Clock clock,
      LongSupplier nanoTime) {
    this(openTelemetry, metrics, prices, clock, nanoTime, Redactor.standard());
  }

  /**
   * Watches calls with prices and clocks of one's own.
   *
   * @param redactor stands before the spans; what is asked and answered is kept if it lets that
   *     through
   * @param clock tells which price holds
   * @param nanoTime measures durations, as {@link System#nanoTime()} does
   */
  public AiTelemetry(
      OpenTelemetry openTelemetry,
      AiMetrics metrics,
      PriceTable prices,
      Clock clock,
      LongSupplier nanoTime,
      Redactor redactor) {
    this.tracer = openTelemetry.getTracer("io.choicesherpa.telemetry.ai");
    this.metrics = metrics;
    this.costs = new AiCosts(metrics, prices, clock);
    this.nanoTime = nanoTime;
    this.redactor = redactor;
    if (redactor.letsAiContentThrough()) {
      LOG.warn(
          "Prompts and answers of AI calls are kept on their spans, as AI_CAPTURE_CONTENT says");
    }
  }

  /** Makes the series of a model exist at 0 before its first call; for start-up. */
  public void expect(String provider, String model, String tier) {
    metrics.expectModel(provider, model, tier);
  }

  /**
   * Starts a call, as a child of the current span. It ends with {@link AiCall#complete}, {@link
   * AiCall#fail} or {@link AiCall#close}, whichever comes first.
   */
  public AiCall start(AiCallRequest request) {
    metrics.expectProvider(request.provider());
    Span span =
        tracer
            .spanBuilder(SPAN_NAME)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(GenAiAttributes.OPERATION_NAME, request.operation())
            .setAttribute(GenAiAttributes.PROVIDER_NAME, request.provider())
            .setAttribute(GenAiAttributes.REQUEST_MODEL, request.model())
            .setAttribute(GenAiAttributes.REQUEST_STREAM, request.streaming())
            .setAttribute(GenAiAttributes.PROVIDER, request.provider())
            .setAttribute(GenAiAttributes.MODEL, request.model())
            .setAttribute(GenAiAttributes.TIER, request.tier())
            .setAllAttributes(server(request))
            .startSpan();
    span.addEvent("request_sent");
    return new AiCall(
        request,
        span,
        Context.current().with(span),
        metrics,
        costs,
        nanoTime,
        redactor.letsAiContentThrough() ? new AiContent(redactor) : null);
  }

  private static Attributes server(AiCallRequest request) {
    if (request.serverAddress() == null) {
      return Attributes.empty();
    }
    AttributesBuilder attributes =
        Attributes.builder().put(ServerAttributes.SERVER_ADDRESS, request.serverAddress());
    if (request.serverPort() > 0) {
      attributes.put(ServerAttributes.SERVER_PORT, (long) request.serverPort());
    }
    return attributes.build();
  }
}
