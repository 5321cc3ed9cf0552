package io.choicesherpa.backend.adapter.out.ai;

import io.choicesherpa.backend.application.port.out.AiUnavailableException;
import io.choicesherpa.backend.application.port.out.AiUnavailableException.Reason;
import io.choicesherpa.backend.application.port.out.CompleteWithAi;
import io.choicesherpa.telemetry.ai.AiCall;
import io.choicesherpa.telemetry.ai.AiCallRequest;
import io.choicesherpa.telemetry.ai.AiErrorType;
import io.choicesherpa.telemetry.ai.AiMessage;
import io.choicesherpa.telemetry.ai.AiTelemetry;
import io.choicesherpa.telemetry.ai.AiUsage;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completions by the tier's model, with retries as long as the person has not seen a part of the
 * answer: one completion to the measurements, however many attempts it takes.
 *
 * <p>A caller who is interrupted, or whose listener throws, breaks the provider's exchange off and
 * ends the measurement as cancelled. Nothing of prompt or answer is logged; on the call's span they
 * stand only where {@code AI_CAPTURE_CONTENT} says so.
 */
final class AiCompletions implements CompleteWithAi {

  private static final Logger log = LoggerFactory.getLogger(AiCompletions.class);
  private static final int MAX_ANSWER_TOKENS = 4_096;

  private final AiSettings settings;
  private final Map<AiProvider, ProviderClient> clients;
  private final StreamingExchange exchange;
  private final RetryPolicy retries;
  private final AiTelemetry telemetry;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private final Semaphore permits;

  /** Waits between two attempts; a seam for tests. */
  interface Pause {

    /**
     * Waits so long.
     *
     * @throws InterruptedException if the caller was interrupted, or there is no point in waiting
     */
    void pause(Duration wait) throws InterruptedException;
  }

  AiCompletions(
      AiSettings settings,
      Map<AiProvider, ProviderClient> clients,
      StreamingExchange exchange,
      RetryPolicy retries,
      AiTelemetry telemetry,
      LongSupplier nanoTime,
      Pause pause) {
    this.settings = settings;
    this.clients = Map.copyOf(clients);
    this.exchange = exchange;
    this.retries = retries;
    this.telemetry = telemetry;
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.permits = new Semaphore(settings.maxConcurrent());
  }

  @Override
  public Completion complete(Prompt prompt, ChunkListener chunks) {
    ModelChoice choice = settings.model(prompt.tier());
    ModelRequest request =
        new ModelRequest(
            choice.model(),
            SystemPrompts.of(prompt.component()),
            PromptWindow.latest(prompt.turns()),
            MAX_ANSWER_TOKENS);
    AiCallRequest measured =
        settings.addressed(
            AiCallRequest.chat(
                choice.provider().label(), choice.model(), prompt.tier().wireName(), true),
            choice.provider());
    try (AiCall call = telemetry.start(measured);
        Scope ignored = call.makeCurrent()) {
      if (call.keepsContent()) {
        call.asked(request.instructions(), messages(request));
      }
      return permitted(choice, request, new Delivery(call, chunks), call);
    }
  }

  private static List<AiMessage> messages(ModelRequest request) {
    return request.turns().stream()
        .map(turn -> new AiMessage(turn.role().wireName(), turn.text()))
        .toList();
  }

  /** Refuses one too many instead of queueing it: its person would wait for nothing. */
  private Completion permitted(
      ModelChoice choice, ModelRequest request, Delivery delivery, AiCall call) {
    if (!permits.tryAcquire()) {
      String message = "too many completions are under way: " + settings.maxConcurrent();
      AiUnavailableException refusal =
          new AiUnavailableException(Reason.OVERLOADED, message, null, null);
      call.fail(AiErrorType.OTHER, refusal);
      throw refusal;
    }
    try {
      return attempts(choice, request, delivery, call);
    } finally {
      permits.release();
    }
  }

  private Completion attempts(
      ModelChoice choice, ModelRequest request, Delivery delivery, AiCall call) {
    ProviderClient client = clients.get(choice.provider());
    if (client == null) {
      throw new IllegalStateException("no client for " + choice.provider().label());
    }
    AiTimeouts timeouts = settings.timeouts();
    long deadlineNanos = nanoTime.getAsLong() + timeouts.total().toNanos();
    for (int attempts = 1; ; attempts++) {
      try {
        ProviderAnswer answer =
            exchange.run(client, request, delivery, timeouts.silence(), deadlineNanos);
        return completed(choice, answer, delivery, call);
      } catch (ProviderFailure failure) {
        Duration wait = waitAfter(attempts, failure, delivery, deadlineNanos);
        if (wait == null) {
          call.fail(failure.type(), failure, failure.usage());
          throw unavailable(failure);
        }
        call.attemptFailed(failure.type(), failure, failure.usage());
        log.atInfo()
            .addKeyValue("provider", choice.provider().label())
            .addKeyValue("attempt", attempts)
            .addKeyValue("error_type", failure.type().value())
            .addKeyValue("wait_ms", wait.toMillis())
            .log("AI attempt failed; trying again");
        pauseFor(wait);
      } catch (InterruptedException e) {
        throw cancelled();
      }
    }
  }

  /** A part that the person has seen cannot be taken back: after one there is no second attempt. */
  private @Nullable Duration waitAfter(
      int attempts, ProviderFailure failure, Delivery delivery, long deadlineNanos) {
    if (delivery.hasBegun()) {
      return null;
    }
    Duration timeLeft = Duration.ofNanos(deadlineNanos - nanoTime.getAsLong());
    return retries.waitAfter(attempts, failure, timeLeft);
  }

  private static Completion completed(
      ModelChoice choice, ProviderAnswer answer, Delivery delivery, AiCall call) {
    AiUsage usage = answer.usage();
    if (usage == null) {
      log.atWarn()
          .addKeyValue("provider", choice.provider().label())
          .addKeyValue("model", choice.model())
          .log("AI answer came without its usage; its tokens and cost are not counted");
    }
    String text = delivery.text();
    call.answered(text);
    if (text.isBlank()) {
      ProviderFailure empty =
          new ProviderFailure(
              AiErrorType.OTHER,
              choice.provider().label() + " gave an empty answer: " + answer.finishReason());
      call.fail(empty.type(), empty, usage);
      throw unavailable(empty);
    }
    call.complete(usage, answer.responseModel(), answer.responseId(), answer.finishReason());
    return new Completion(text, choice.provider().label(), choice.model());
  }

  private void pauseFor(Duration wait) {
    try {
      pause.pause(wait);
    } catch (InterruptedException e) {
      throw cancelled();
    }
  }

  private static CancellationException cancelled() {
    Thread.currentThread().interrupt();
    return new CancellationException("the caller no longer waits for the answer");
  }

  private static AiUnavailableException unavailable(ProviderFailure failure) {
    Reason reason =
        switch (failure.type()) {
          case TIMEOUT -> Reason.TIMEOUT;
          case RATE_LIMITED -> Reason.OVERLOADED;
          default -> Reason.FAILED;
        };
    return new AiUnavailableException(
        reason, String.valueOf(failure.getMessage()), failure.retryAfter(), failure);
  }
}
