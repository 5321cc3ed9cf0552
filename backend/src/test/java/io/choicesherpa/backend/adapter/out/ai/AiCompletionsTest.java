package io.choicesherpa.backend.adapter.out.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.choicesherpa.backend.application.port.out.AiUnavailableException;
import io.choicesherpa.backend.application.port.out.AiUnavailableException.Reason;
import io.choicesherpa.backend.application.port.out.CompleteWithAi.ChunkListener;
import io.choicesherpa.backend.application.port.out.CompleteWithAi.Completion;
import io.choicesherpa.backend.application.port.out.CompleteWithAi.Prompt;
import io.choicesherpa.backend.application.port.out.CompleteWithAi.Turn;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.Role;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.telemetry.ai.AiTelemetry;
import io.choicesherpa.telemetry.ai.PriceTable;
import io.choicesherpa.telemetry.redaction.RedactionSettings;
import io.choicesherpa.telemetry.test.TelemetryCapture;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AiCompletionsTest {

  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final List<Duration> waits = new ArrayList<>();
  private final List<String> pieces = new ArrayList<>();
  private final TelemetryCapture telemetry = TelemetryCapture.start();
  private final AiTelemetry aiTelemetry = telemetry.ai(PriceTable.standard());
  private ProviderServer server;
  private @Nullable ProviderClient client;
  private AiExchangeThreads threads;

  @BeforeEach
  void start() {
    server = new ProviderServer();
    threads = new AiExchangeThreads();
  }

  @AfterEach
  void stop() throws IOException {
    threads.close();
    if (client != null) {
      client.close();
    }
    server.close();
    telemetry.close();
  }

  @ParameterizedTest
  @EnumSource
  void answer_isHandedOverInPiecesAndWhole(AiProvider provider) {
    server.then(Answers.whole(provider, "Tell", " me", " more."));

    Completion completion = completions(provider).complete(prompt(), pieces::add);

    assertThat(pieces).containsExactly("Tell", " me", " more.");
    assertThat(completion).isEqualTo(new Completion("Tell me more.", provider.label(), "a-model"));
    assertThat(telemetry).metric("ai_tokens_total").withLabels("type", "prompt").increasedBy(21);
    assertThat(telemetry)
        .metric("ai_tokens_total")
        .withLabels("provider", provider.label(), "model", "a-model", "type", "completion")
        .increasedBy(5);
    assertThat(telemetry).span("ai_completion").isRoot();
    assertThat(telemetry).doesNotReveal("cannot decide").doesNotReveal("Tell me");
  }

  @Test
  void content_switchedOn_standsOnTheCompletionsSpanWithoutSecrets() {
    server.then(Answers.whole(AiProvider.OPENAI, "Write to joe@example.com."));
    try (TelemetryCapture withContent =
        TelemetryCapture.builder()
            .redaction(new RedactionSettings(List.of(), null, true))
            .start()) {
      Completion unused =
          completions(AiProvider.OPENAI, SILENCE, withContent.ai(PriceTable.standard()))
              .complete(prompt(), pieces::add);

      assertThat(withContent)
          .span("ai_completion")
          .hasAttribute(
              "gen_ai.input.messages",
              "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":"
                  + "\"I cannot decide\"}]}]")
          .hasAttribute(
              "gen_ai.output.messages",
              "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":"
                  + "\"Write to [REDACTED].\"}],\"finish_reason\":\"stop\"}]");
    }
  }

  @Test
  void pieces_comeInTheCompletionsOwnSpan() {
    server.then(Answers.whole(AiProvider.OPENAI, "ok"));
    List<String> current = new ArrayList<>();

    Completion unused =
        completions(AiProvider.OPENAI)
            .complete(prompt(), text -> current.add(Span.current().getSpanContext().getSpanId()));

    assertThat(current).containsExactly(telemetry.span("ai_completion").spanId());
  }

  @ParameterizedTest
  @EnumSource
  void failedAttempt_isRepeatedAfterTheWaitAskedFor(AiProvider provider) {
    server
        .then(Answers.error(provider, 429, "rate_limit_error", "Retry-After: 2\r\n", "busy"))
        .then(Answers.error(provider, 500, "api_error", "", "oops"))
        .then(Answers.whole(provider, "ok"));

    Completion completion = completions(provider).complete(prompt(), pieces::add);

    assertThat(completion.text()).isEqualTo("ok");
    assertThat(waits).containsExactly(Duration.ofSeconds(2), Duration.ofMillis(500));
    assertThat(server.requests()).hasSize(3);
    assertThat(telemetry)
        .metric("ai_errors_total")
        .withLabels("provider", provider.label(), "error_type", "rate_limited")
        .increasedBy(1);
    assertThat(telemetry)
        .metric("ai_errors_total")
        .withLabels("provider", provider.label(), "error_type", "server_error")
        .increasedBy(1);
    assertThat(telemetry.spans()).as("one completion").hasSize(1);
  }

  @Test
  void attempts_areBounded() {
    for (int i = 0; i < 5; i++) {
      server.then(Answers.error(AiProvider.OPENAI, 503, "server_error", "", "down"));
    }

    AiUnavailableException failure = failure();

    assertThat(failure.reason()).isEqualTo(Reason.FAILED);
    assertThat(failure).hasMessageContaining("openai answered with status 503");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void longRetryAfter_isPassedOnInsteadOfWaitedFor() {
    server.then(
        Answers.error(
            AiProvider.OPENAI, 429, "rate_limit_exceeded", "Retry-After: 60\r\n", "busy"));

    AiUnavailableException failure = failure();

    assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(60));
    assertThat(waits).isEmpty();
  }

  @Test
  void failureAfterAPieceWasSeen_isNotRepeated() {
    server
        .then(Answers.cutOff(AiProvider.OPENAI, "Sure"))
        .then(Answers.whole(AiProvider.OPENAI, "ok"));

    assertThat(failure().reason()).isEqualTo(Reason.FAILED);
    assertThat(pieces).containsExactly("Sure");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void emptyAnswer_isNoAnswer() {
    server.then(Answers.whole(AiProvider.OPENAI));

    assertThat(failure()).hasMessageContaining("openai gave an empty answer: stop");
  }

  @ParameterizedTest
  @EnumSource
  void silentProvider_isATimeoutAndLetGo(AiProvider provider) throws Exception {
    server
        .then(ProviderServer.Connection::hang)
        .then(ProviderServer.Connection::hang)
        .then(ProviderServer.Connection::hang);

    AiUnavailableException failure =
        catchThrowableOfType(
            AiUnavailableException.class,
            () ->
                completions(provider, Duration.ofMillis(200))
                    .complete(prompt(), ChunkListener.NONE));

    assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(server.clientLeft()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void interruptBeforeTheFirstPiece_breaksTheExchangeOff(AiProvider provider) throws Exception {
    server.then(ProviderServer.Connection::hang);

    assertBrokenOff(provider, new CompletableFuture<>(), ChunkListener.NONE, false);
  }

  @ParameterizedTest
  @EnumSource
  void interruptBetweenPieces_breaksTheExchangeOff(AiProvider provider) throws Exception {
    server.then(Answers.begunThenSilent(provider, "Sure"));
    CompletableFuture<String> first = new CompletableFuture<>();

    assertBrokenOff(provider, first, first::complete, true);
  }

  private void assertBrokenOff(
      AiProvider provider,
      CompletableFuture<String> first,
      ChunkListener chunks,
      boolean afterFirst)
      throws Exception {
    AiCompletions completions = completions(provider);
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> outcome.complete(catchThrowable(() -> completions.complete(prompt(), chunks))));
    caller.start();
    assertThat(server.requestArrived()).isTrue();
    if (afterFirst) {
      first.get(5, TimeUnit.SECONDS);
    }

    caller.interrupt();

    assertThat(outcome.get(2, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    assertThat(telemetry).span("ai_completion").hasAttribute("error.type", "cancelled");
    assertThat(server.clientLeft()).as("the provider sees the caller leave").isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void throwingListener_breaksTheExchangeOff(AiProvider provider) throws Exception {
    server.then(Answers.begunThenSilent(provider, "Sure"));
    IllegalStateException gone = new IllegalStateException("the person left");

    assertThatThrownBy(
            () ->
                completions(provider)
                    .complete(
                        prompt(),
                        text -> {
                          throw gone;
                        }))
        .isSameAs(gone);
    assertThat(server.clientLeft()).isTrue();
  }

  @Test
  void personWhoLeaves_leavesTheTokensThatWereToldToBePaid() {
    server.then(Answers.begunThenSilent(AiProvider.ANTHROPIC, "Sure"));

    Throwable unused =
        catchThrowable(
            () ->
                completions(AiProvider.ANTHROPIC)
                    .complete(
                        prompt(),
                        text -> {
                          throw new IllegalStateException("the person left");
                        }));

    assertThat(telemetry).metric("ai_tokens_total").withLabels("type", "prompt").increasedBy(21);
    assertThat(telemetry)
        .span("ai_completion")
        .hasAttribute("error.type", "cancelled")
        .hasAttribute("gen_ai.usage.input_tokens", 21L);
  }

  @Test
  void connectionThatBreaks_leavesTheTokensThatWereToldToBePaid() {
    server
        .then(Answers.cutOff(AiProvider.ANTHROPIC))
        .then(Answers.whole(AiProvider.ANTHROPIC, "ok"));

    Completion unused = completions(AiProvider.ANTHROPIC).complete(prompt(), pieces::add);

    assertThat(telemetry).metric("ai_tokens_total").withLabels("type", "prompt").increasedBy(42);
  }

  @Test
  void oneTooMany_isRefusedAtOnce() throws Exception {
    server.then(ProviderServer.Connection::hang);
    AiCompletions completions = completions(AiProvider.OPENAI);
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread first =
        new Thread(
            () ->
                outcome.complete(
                    catchThrowable(() -> completions.complete(prompt(), ChunkListener.NONE))));
    first.start();
    assertThat(server.requestArrived()).isTrue();

    AiUnavailableException failure =
        catchThrowableOfType(
            AiUnavailableException.class, () -> completions.complete(prompt(), ChunkListener.NONE));

    assertThat(failure).hasMessageContaining("too many completions are under way");
    first.interrupt();
    assertThat(outcome.get(5, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
  }

  private AiUnavailableException failure() {
    return catchThrowableOfType(
        AiUnavailableException.class,
        () -> completions(AiProvider.OPENAI).complete(prompt(), pieces::add));
  }

  private AiCompletions completions(AiProvider provider) {
    return completions(provider, SILENCE);
  }

  private AiCompletions completions(AiProvider provider, Duration silence) {
    return completions(provider, silence, aiTelemetry);
  }

  private AiCompletions completions(AiProvider provider, Duration silence, AiTelemetry measured) {
    ProviderClient opened = TestClients.of(provider, server, SILENCE);
    client = opened;
    AiTimeouts timeouts = new AiTimeouts(SILENCE, silence, Duration.ofSeconds(20));
    AiSettings settings =
        new AiSettings(
            Map.of(Tier.FREE, new ModelChoice(provider, "a-model")), Map.of(), timeouts, 3, 1);
    RetryPolicy retries =
        new RetryPolicy(3, Duration.ofMillis(500), Duration.ofSeconds(10), () -> 0);
    return new AiCompletions(
        settings,
        Map.of(provider, opened),
        new StreamingExchange(threads, System::nanoTime),
        retries,
        measured,
        System::nanoTime,
        waits::add);
  }

  private static Prompt prompt() {
    return new Prompt(
        Tier.FREE, ComponentType.OBJECTIVES, List.of(new Turn(Role.USER, "I cannot decide")));
  }
}
