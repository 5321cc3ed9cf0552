package io.choicesherpa.backend.adapter.out.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.choicesherpa.backend.application.port.out.CompleteWithAi.Turn;
import io.choicesherpa.backend.domain.Role;
import io.choicesherpa.telemetry.ai.AiErrorType;
import io.choicesherpa.telemetry.ai.AiUsage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Both SDKs, on the OkHttp that the build manages, against the protocols themselves. */
class ProviderClientTest {

  private static final String SECRET_TEXT = "shall I leave my husband";
  private static final ModelRequest REQUEST =
      new ModelRequest(
          "some-model",
          "Be calm.",
          List.of(
              new Turn(Role.USER, "hello"),
              new Turn(Role.ASSISTANT, "yes?"),
              new Turn(Role.USER, SECRET_TEXT)),
          100);

  private final List<String> pieces = new ArrayList<>();
  private ProviderServer server;

  @BeforeEach
  void start() {
    server = new ProviderServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void pieces_comeInOrder_withUsageAtTheEnd(AiProvider provider) throws Exception {
    server.then(Answers.whole(provider, "Sure", ", \\u2028tell", " me."));

    ProviderAnswer answer = stream(provider);

    assertThat(pieces).containsExactly("Sure", ", \u2028tell", " me.");
    assertThat(answer.usage())
        .isEqualTo(
            provider == AiProvider.OPENAI ? new AiUsage(21, 5, 8, 3) : new AiUsage(21, 5, 8, 2, 0));
    assertThat(answer.responseId()).isEqualTo(Answers.ID);
    assertThat(answer.responseModel())
        .isEqualTo(
            provider == AiProvider.OPENAI ? "gpt-5-mini-2025-08-07" : "claude-sonnet-4-5-20250929");
    assertThat(answer.finishReason())
        .isEqualTo(provider == AiProvider.OPENAI ? "stop" : "end_turn");
  }

  @ParameterizedTest
  @EnumSource
  void request_isTheProvidersOwn(AiProvider provider) throws Exception {
    server.then(Answers.whole(provider, "ok"));

    stream(provider);

    ProviderServer.Request request = server.requests().get(0);
    JsonNode body = JsonMapper.shared().readTree(request.body());
    assertThat(body.at("/model").asString()).isEqualTo("some-model");
    assertThat(body.at("/stream").asBoolean()).isTrue();
    if (provider == AiProvider.OPENAI) {
      assertThat(request.head()).startsWith("POST /v1/chat/completions ");
      assertThat(request.hasHeader("Authorization: Bearer the-key")).isTrue();
      assertThat(body.at("/stream_options/include_usage").asBoolean()).isTrue();
      assertThat(body.at("/max_completion_tokens").asInt()).isEqualTo(100);
      assertThat(body.at("/messages/0/content").asString()).isEqualTo("Be calm.");
      assertThat(body.at("/messages/3/content").asString()).isEqualTo(SECRET_TEXT);
    } else {
      assertThat(request.head()).startsWith("POST /v1/messages ");
      assertThat(request.head()).contains("the-key").containsIgnoringCase("anthropic-version:");
      assertThat(body.at("/max_tokens").asInt()).isEqualTo(100);
      assertThat(body.at("/system").asString()).isEqualTo("Be calm.");
      assertThat(body.at("/messages/2/content").asString()).isEqualTo(SECRET_TEXT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rateLimit_saysHowLongToWait(AiProvider provider) {
    server.then(
        Answers.error(provider, 429, "rate_limit_error", "Retry-After: 7\r\n", "slow down"));

    ProviderFailure failure = fail(provider);

    assertThat(failure.type()).isEqualTo(AiErrorType.RATE_LIMITED);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(failure.retryable()).isTrue();
    assertThat(server.requests()).as("the SDK must not retry by itself").hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,500,server_error,SERVER_ERROR",
    "OPENAI,503,server_error,SERVER_ERROR",
    "OPENAI,401,invalid_api_key,AUTHENTICATION",
    "OPENAI,429,insufficient_quota,AUTHENTICATION",
    "OPENAI,400,content_filter,CONTENT_FILTERED",
    "OPENAI,404,model_not_found,INVALID_REQUEST",
    "ANTHROPIC,500,api_error,SERVER_ERROR",
    "ANTHROPIC,529,overloaded_error,SERVER_ERROR",
    "ANTHROPIC,403,permission_error,AUTHENTICATION",
    "ANTHROPIC,400,invalid_request_error,INVALID_REQUEST",
    "ANTHROPIC,504,timeout_error,TIMEOUT"
  })
  void status_standsForItsKind(AiProvider provider, int status, String type, AiErrorType kind) {
    server.then(Answers.error(provider, status, type, "", "no: " + SECRET_TEXT));

    ProviderFailure failure = fail(provider);

    assertThat(failure.type()).isEqualTo(kind);
    assertThat(failure).hasMessageContaining(String.valueOf(status)).hasMessageContaining(type);
    assertThat(failure).hasMessageNotContaining("husband").hasNoCause();
  }

  @ParameterizedTest
  @EnumSource
  void errorInsideTheStream_isAServerError(AiProvider provider) {
    server.then(Answers.errorInStream(provider));

    assertThat(fail(provider).type()).isEqualTo(AiErrorType.SERVER_ERROR);
  }

  @ParameterizedTest
  @EnumSource
  void silence_isATimeout(AiProvider provider) {
    server.then(ProviderServer.Connection::hang);

    assertThat(fail(provider, Duration.ofMillis(300)).type()).isEqualTo(AiErrorType.TIMEOUT);
  }

  @ParameterizedTest
  @EnumSource
  void silenceAfterTheFirstPiece_isATimeout(AiProvider provider) {
    server.then(Answers.begunThenSilent(provider, "Sure"));

    assertThat(fail(provider, Duration.ofMillis(300)).type()).isEqualTo(AiErrorType.TIMEOUT);
    assertThat(pieces).containsExactly("Sure");
  }

  @ParameterizedTest
  @EnumSource
  void garbage_isAServerErrorAndNotQuoted(AiProvider provider) {
    server.then(
        connection -> {
          connection.startStream();
          connection.chunk("event: message_start\ndata: {\"id\": " + SECRET_TEXT + "\n\n");
          connection.endStream();
        });

    ProviderFailure failure = fail(provider);

    assertThat(failure.type()).isEqualTo(AiErrorType.SERVER_ERROR);
    assertThat(failure).hasMessageNotContaining("husband").hasNoCause();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotHttp_isAConnectionError(AiProvider provider) {
    server.then(connection -> connection.raw("SSH-2.0-OpenSSH_9.2\r\n\r\n"));

    assertThat(fail(provider).type()).isEqualTo(AiErrorType.CONNECTION);
  }

  @ParameterizedTest
  @EnumSource
  void cutConnection_isAConnectionError(AiProvider provider) {
    server.then(Answers.cutOff(provider, "Sure"));

    assertThat(fail(provider).type()).isEqualTo(AiErrorType.CONNECTION);
  }

  @ParameterizedTest
  @EnumSource
  void streamWithoutItsEnd_isNoAnswer(AiProvider provider) {
    server.then(Answers.unfinished(provider, "Sure"));

    assertThat(fail(provider).type()).isEqualTo(AiErrorType.CONNECTION);
  }

  @ParameterizedTest
  @EnumSource
  void refusedConnection_isAConnectionError(AiProvider provider) throws IOException {
    server.close();

    assertThat(fail(provider).type()).isEqualTo(AiErrorType.CONNECTION);
  }

  @ParameterizedTest
  @EnumSource
  void withheldAnswer_isNoAnswer(AiProvider provider) {
    server.then(Answers.withheld(provider));

    ProviderFailure failure = fail(provider);

    assertThat(failure.type()).isEqualTo(AiErrorType.CONTENT_FILTERED);
    assertThat(failure.retryable()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void throwingListener_isRethrown(AiProvider provider) {
    server.then(Answers.whole(provider, "Sure"));
    IllegalStateException gone = new IllegalStateException("gone");

    assertThatThrownBy(
            () -> {
              try (ProviderClient client = client(provider, Duration.ofSeconds(5))) {
                client.stream(
                    REQUEST,
                    text -> {
                      throw gone;
                    });
              }
            })
        .isSameAs(gone);
  }

  private ProviderAnswer stream(AiProvider provider) throws ProviderFailure {
    return stream(provider, Duration.ofSeconds(5));
  }

  private ProviderAnswer stream(AiProvider provider, Duration silence) throws ProviderFailure {
    try (ProviderClient client = client(provider, silence)) {
      return client.stream(REQUEST, pieces::add);
    }
  }

  private ProviderFailure fail(AiProvider provider) {
    return fail(provider, Duration.ofSeconds(5));
  }

  private ProviderFailure fail(AiProvider provider, Duration silence) {
    return catchThrowableOfType(ProviderFailure.class, () -> stream(provider, silence));
  }

  private ProviderClient client(AiProvider provider, Duration silence) {
    return TestClients.of(provider, server, silence);
  }
}
