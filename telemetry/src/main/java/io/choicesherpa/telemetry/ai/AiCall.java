package io.choicesherpa.telemetry.ai;

import io.choicesherpa.telemetry.metrics.AiMetrics;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.ExceptionAttributes;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.model.snapshots.Unit;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One AI call from its first attempt to its end. However many attempts it takes, it is one span and
 * one completion; each failed attempt counts as an error, and each attempt's tokens are paid for.
 *
 * <p>The first of {@link #complete}, {@link #fail} and {@link #close} ends it; what comes later is
 * ignored. Thread-safe: chunks and the end may come on other threads than the start.
 */
public final class AiCall implements AutoCloseable {

  private final AiCallRequest request;
  private final Span span;
  private final Context context;
  private final AiMetrics metrics;
  private final AiCosts costs;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private final @Nullable AiContent content;

  // Guarded by this.
  private boolean ended;
  private boolean firstChunkSeen;
  private @Nullable AiUsage soFar;
  private long failedAttempts;
  private long inputTokens;
  private long outputTokens;
  private BigDecimal totalCents = BigDecimal.ZERO;
  private boolean priced = true;

  AiCall(
      AiCallRequest request,
      Span span,
      Context context,
      AiMetrics metrics,
      AiCosts costs,
      LongSupplier nanoTime,
      @Nullable AiContent content) {
    this.request = request;
    this.span = span;
    this.context = context;
    this.metrics = metrics;
    this.costs = costs;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    this.content = content;
  }

  /** Makes the call's span current on this thread, until the scope is closed. */
  @SuppressWarnings("MustBeClosedChecker") // the caller's to close, as with Context.makeCurrent
  public Scope makeCurrent() {
    return context.makeCurrent();
  }

  /** The context with the call's span, to hand over to another thread. */
  public Context context() {
    return context;
  }

  /** Whether what is asked and answered is kept: off unless the operator has switched it on. */
  public boolean keepsContent() {
    return content != null;
  }

  /**
   * Tells what is asked, for the span; does nothing unless {@link #keepsContent}. Secrets are
   * hidden, and of a long conversation the latest messages stay.
   *
   * @param systemInstructions null for none
   * @param messages oldest first
   */
  public synchronized void asked(@Nullable String systemInstructions, List<AiMessage> messages) {
    if (content != null && !ended) {
      content.asked(systemInstructions, messages);
    }
  }

  /** Tells what was answered so far, in the same way; the last telling holds. */
  public synchronized void answered(String text) {
    if (content != null && !ended) {
      content.answered(text);
    }
  }

  /** Says that the answer begins to come; only the first time counts. */
  public synchronized void firstChunk() {
    if (ended || firstChunkSeen) {
      return;
    }
    firstChunkSeen = true;
    double seconds = elapsedSeconds();
    span.setAttribute(GenAiAttributes.RESPONSE_TIME_TO_FIRST_CHUNK, seconds);
    if (request.streaming()) {
      observe(
          metrics.timeToFirstChunk(request.operation(), request.provider(), request.model()),
          seconds);
    }
  }

  /**
   * Tells what the provider says, while its answer still comes, that it will bill for this attempt;
   * the last telling holds. It is paid for when the attempt ends without a word of its own on that:
   * given up by the caller, too slow, broken off.
   */
  public synchronized void usageSoFar(AiUsage usage) {
    if (!ended) {
      soFar = usage;
    }
  }

  /** An attempt failed, and the call goes on with another; see {@link #usageSoFar}. */
  public void attemptFailed(AiErrorType type, @Nullable Throwable cause) {
    attemptFailed(type, cause, null);
  }

  /**
   * An attempt failed, and the call goes on with another. Counts the error, not a completion.
   *
   * @param cause only its type is kept
   * @param usage what the provider bills for the attempt; null for {@link #usageSoFar}
   */
  public synchronized void attemptFailed(
      AiErrorType type, @Nullable Throwable cause, @Nullable AiUsage usage) {
    if (ended) {
      return;
    }
    failedAttempts++;
    countError(type);
    charge(billed(usage), null);
    soFar = null;
    span.addEvent(
        "attempt_failed",
        failure(type, cause).put(GenAiAttributes.ATTEMPT, failedAttempts).build());
  }

  /**
   * The answer is complete.
   *
   * @param usage what the provider bills for this attempt; null for {@link #usageSoFar}
   * @param responseModel the model that answered, if told
   * @param responseId the provider's id of the answer, if told
   * @param finishReason why the model stopped, such as {@code stop} or {@code length}, if told
   */
  public synchronized void complete(
      @Nullable AiUsage usage,
      @Nullable String responseModel,
      @Nullable String responseId,
      @Nullable String finishReason) {
    if (ended) {
      return;
    }
    AiUsage billed = billed(usage);
    charge(billed, responseModel);
    span.addEvent("response_received");
    describe(billed);
    if (responseModel != null) {
      span.setAttribute(GenAiAttributes.RESPONSE_MODEL, responseModel);
    }
    if (responseId != null) {
      span.setAttribute(GenAiAttributes.RESPONSE_ID, responseId);
    }
    if (finishReason != null) {
      span.setAttribute(GenAiAttributes.RESPONSE_FINISH_REASONS, List.of(finishReason));
    }
    double seconds = elapsedSeconds();
    observe(metrics.duration(request.provider(), request.streaming()), seconds);
    end("", seconds, finishReason);
  }

  /** The call failed for good; see {@link #usageSoFar}. */
  public void fail(AiErrorType type, @Nullable Throwable cause) {
    fail(type, cause, null);
  }

  /**
   * The call failed for good. {@link AiErrorType#CANCELLED} is the caller's own doing: it is
   * neither an error of the provider nor a duration worth comparing.
   *
   * @param cause only its type is kept
   * @param usage what the provider bills for the last attempt; null for {@link #usageSoFar}
   */
  public synchronized void fail(
      AiErrorType type, @Nullable Throwable cause, @Nullable AiUsage usage) {
    if (ended) {
      return;
    }
    AiUsage billed = billed(usage);
    charge(billed, null);
    describe(billed);
    span.setAttribute(ErrorAttributes.ERROR_TYPE, type.value());
    countError(type);
    double seconds = elapsedSeconds();
    if (type != AiErrorType.CANCELLED) {
      observe(metrics.duration(request.provider(), request.streaming()), seconds);
      span.setStatus(StatusCode.ERROR);
    }
    if (cause != null) {
      span.addEvent("exception", failure(type, cause).build());
    }
    end(type.value(), seconds, "error");
  }

  /** Ends the call as cancelled, unless it has ended; see {@link #usageSoFar}. */
  @Override
  public void close() {
    fail(AiErrorType.CANCELLED, null);
  }

  /** What the attempt ended with, else what was told while it ran; null if neither. */
  private @Nullable AiUsage billed(@Nullable AiUsage atTheEnd) {
    return atTheEnd == null ? soFar : atTheEnd;
  }

  private void charge(@Nullable AiUsage usage, @Nullable String responseModel) {
    if (usage == null) {
      return;
    }
    inputTokens += usage.promptTokens();
    outputTokens += usage.completionTokens();
    costs
        .charge(request, responseModel, usage)
        .ifPresentOrElse(cents -> totalCents = totalCents.add(cents), () -> priced = false);
  }

  private void describe(@Nullable AiUsage usage) {
    if (usage == null) {
      return;
    }
    span.setAttribute(GenAiAttributes.USAGE_INPUT_TOKENS, usage.promptTokens());
    span.setAttribute(GenAiAttributes.USAGE_OUTPUT_TOKENS, usage.completionTokens());
    span.setAttribute(GenAiAttributes.USAGE_CACHE_READ_INPUT_TOKENS, usage.cacheReadTokens());
    if (usage.cacheWriteTokens() > 0) {
      span.setAttribute(GenAiAttributes.USAGE_CACHE_WRITE_INPUT_TOKENS, usage.cacheWriteTokens());
    }
    if (usage.reasoningTokens() > 0) {
      span.setAttribute(GenAiAttributes.USAGE_REASONING_OUTPUT_TOKENS, usage.reasoningTokens());
    }
  }

  private void countError(AiErrorType type) {
    if (type != AiErrorType.CANCELLED) {
      metrics.errors(request.provider(), type.value()).inc();
    }
  }

  /**
   * With the call's context current, so that the exemplar points at this call and not at whatever
   * span the thread is in.
   */
  private void observe(DistributionDataPoint series, double value) {
    context.wrap(() -> series.observe(value)).run();
  }

  private void end(String errorType, double seconds, @Nullable String finishReason) {
    ended = true;
    if (content != null) {
      // Only now, so that the log lines of the call do not repeat it with their span.
      content.describe(span, finishReason);
    }
    String operation = request.operation();
    String provider = request.provider();
    String model = request.model();
    observe(metrics.operationDuration(operation, provider, model, errorType), seconds);
    span.setAttribute(GenAiAttributes.ATTEMPTS, failedAttempts + 1);
    if (inputTokens + outputTokens > 0) {
      observe(metrics.inputTokensOfCall(operation, provider, model), (double) inputTokens);
      observe(metrics.outputTokensOfCall(operation, provider, model), (double) outputTokens);
      span.setAttribute(GenAiAttributes.TOKEN_COUNT, inputTokens + outputTokens);
      if (priced) {
        span.setAttribute(GenAiAttributes.COST_CENTS, totalCents.doubleValue());
      }
    }
    span.end();
  }

  private double elapsedSeconds() {
    return Unit.nanosToSeconds(nanoTime.getAsLong() - startNanos);
  }

  private static AttributesBuilder failure(AiErrorType type, @Nullable Throwable cause) {
    AttributesBuilder attributes =
        Attributes.builder().put(ErrorAttributes.ERROR_TYPE, type.value());
    if (cause != null) {
      attributes.put(ExceptionAttributes.EXCEPTION_TYPE, cause.getClass().getName());
    }
    return attributes;
  }
}
