package io.choicesherpa.demo.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.InternalServerException;
import com.openai.errors.RateLimitException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AiServerTest {
  private static final long SEED = 7;
  private static AiServer server;
  private static OpenAIClient openAi;
  private static AnthropicClient anthropic;

  @BeforeAll
  static void start() {
    server = AiServer.start(0, SEED, AiBehaviour.PERFECT, Clock.systemUTC());
    openAi = openAi(server);
    anthropic =
        AnthropicOkHttpClient.builder()
            .baseUrl("http://127.0.0.1:" + server.port())
            .apiKey("any")
            .maxRetries(0)
            .build();
  }

  private static OpenAIClient openAi(AiServer server) {
    return OpenAIOkHttpClient.builder()
        .baseUrl("http://127.0.0.1:" + server.port() + "/v1")
        .apiKey("any")
        .maxRetries(0)
        .build();
  }

  @AfterEach
  void behaveAgain() {
    server.behave(AiBehaviour.PERFECT);
  }

  @AfterAll
  static void stop() {
    openAi.close();
    anthropic.close();
    server.close();
  }

  @Test
  void openAiCompletion_answersWithTextUsageAndTheModelAsked() {
    ChatCompletion completion = openAi.chat().completions().create(openAiAsk("Move or stay?"));

    assertThat(completion.model()).isEqualTo("gpt-5-mini");
    assertThat(completion.choices()).hasSize(1);
    assertThat(completion.choices().get(0).message().content().orElseThrow())
        .hasSizeGreaterThan(20);
    assertThat(completion.choices().get(0).finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    var usage = completion.usage().orElseThrow();
    assertThat(usage.promptTokens()).isPositive();
    assertThat(usage.completionTokens()).isPositive();
    assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + usage.completionTokens());
  }

  @Test
  void openAiStream_givesTheSameTextInPiecesAndUsageAtTheEnd() {
    ChatCompletionCreateParams ask =
        openAiAsk("Piece by piece").toBuilder()
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();
    ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
    List<String> pieces;
    try (var stream = openAi.chat().completions().createStreaming(ask)) {
      pieces =
          stream.stream()
              .peek(whole::accumulate)
              .flatMap(chunk -> chunk.choices().stream())
              .map(ChatCompletionChunk.Choice::delta)
              .map(ChatCompletionChunk.Choice.Delta::content)
              .flatMap(Optional::stream)
              .filter(piece -> !piece.isEmpty())
              .collect(Collectors.toList());
    }

    assertThat(pieces).hasSizeGreaterThan(2);
    ChatCompletion completion = whole.chatCompletion();
    assertThat(completion.choices().get(0).message().content()).contains(String.join("", pieces));
    assertThat(completion.usage().orElseThrow().completionTokens()).isPositive();
  }

  @Test
  void anthropicMessage_answersWithTextUsageAndTheModelAsked() {
    Message message = anthropic.messages().create(anthropicAsk("Rent or buy?"));

    assertThat(message.model().asString()).isEqualTo("claude-sonnet-4-5");
    assertThat(message.content().get(0).asText().text()).hasSizeGreaterThan(20);
    assertThat(message.stopReason()).contains(StopReason.END_TURN);
    assertThat(message.usage().inputTokens()).isPositive();
    assertThat(message.usage().outputTokens()).isPositive();
  }

  @Test
  void anthropicStream_accumulatesToAWholeMessage() {
    MessageAccumulator whole = MessageAccumulator.create();
    StringBuilder pieces = new StringBuilder();
    try (StreamResponse<RawMessageStreamEvent> stream =
        anthropic.messages().createStreaming(anthropicAsk("Piece by piece"))) {
      stream.stream()
          .peek(whole::accumulate)
          .flatMap(event -> event.contentBlockDelta().stream())
          .flatMap(delta -> delta.delta().text().stream())
          .forEach(text -> pieces.append(text.text()));
    }

    Message message = whole.message();
    assertThat(pieces).hasSizeGreaterThan(20);
    assertThat(message.content().get(0).asText().text()).isEqualTo(pieces.toString());
    assertThat(message.usage().outputTokens()).isGreaterThan(1);
    assertThat(message.stopReason()).contains(StopReason.END_TURN);
  }

  @Test
  void anthropicLimit_cutsTheAnswerShort() {
    Message message =
        anthropic.messages().create(anthropicAsk("Briefly").toBuilder().maxTokens(3).build());

    assertThat(message.stopReason()).contains(StopReason.MAX_TOKENS);
    assertThat(message.usage().outputTokens()).isEqualTo(3);
  }

  @Test
  void models_areListedForBothProtocols() {
    assertThat(openAi.models().list().items()).isNotEmpty();
    assertThat(anthropic.models().list().items()).isNotEmpty();
  }

  @Test
  void rateLimit_isToldWithRetryAfter() {
    server.behave(AiBehaviour.PERFECT.withFaults(new FaultRates(1, 0, 0, 0)));

    var openAiRefusal =
        catchThrowableOfType(
            RateLimitException.class,
            () -> openAi.chat().completions().create(openAiAsk("too much")));
    assertThat(openAiRefusal.headers().values("retry-after")).hasSize(1);
    assertThat(openAiRefusal.code()).contains("rate_limit_exceeded");

    var anthropicRefusal =
        catchThrowableOfType(
            AnthropicServiceException.class,
            () -> anthropic.messages().create(anthropicAsk("too much")));
    assertThat(anthropicRefusal.statusCode()).isEqualTo(429);
    assertThat(anthropicRefusal.headers().values("retry-after")).hasSize(1);
  }

  @Test
  void overload_isToldInEachProvidersOwnStatus() {
    server.behave(AiBehaviour.PERFECT.withFaults(new FaultRates(0, 0, 1, 0)));

    assertThat(
            catchThrowableOfType(
                    InternalServerException.class,
                    () -> openAi.chat().completions().create(openAiAsk("x")))
                .statusCode())
        .isEqualTo(503);
    assertThat(
            catchThrowableOfType(
                    AnthropicServiceException.class,
                    () -> anthropic.messages().create(anthropicAsk("x")))
                .statusCode())
        .isEqualTo(529);
  }

  @Test
  void brokenStream_endsInAnError() {
    server.behave(AiBehaviour.PERFECT.withFaults(new FaultRates(0, 0, 0, 1)));

    assertThatThrownBy(
            () -> {
              try (var stream =
                  openAi.chat().completions().createStreaming(openAiAsk("half an answer"))) {
                stream.stream().forEach(chunk -> {});
              }
            })
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void requestWithoutMaxTokens_isRefusedByAnthropicsProtocol() throws Exception {
    var response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/v1/messages"))
                    .header("x-api-key", "any")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("invalid_request_error").contains("max_tokens");
  }

  @Test
  void sameSeed_givesTheSameAnswers() {
    String first = textOf(openAi, "Same?");
    try (AiServer twin = AiServer.start(0, SEED, AiBehaviour.PERFECT, Clock.systemUTC())) {
      OpenAIClient client = openAi(twin);
      assertThat(textOf(client, "Same?")).isEqualTo(first);
      client.close();
    }
  }

  private static String textOf(OpenAIClient client, String question) {
    return client
        .chat()
        .completions()
        .create(openAiAsk(question))
        .choices()
        .get(0)
        .message()
        .content()
        .orElseThrow();
  }

  private static ChatCompletionCreateParams openAiAsk(String question) {
    return ChatCompletionCreateParams.builder()
        .model("gpt-5-mini")
        .addSystemMessage("You guide people through the step problem_frame.")
        .addUserMessage(question)
        .build();
  }

  private static MessageCreateParams anthropicAsk(String question) {
    return MessageCreateParams.builder()
        .model("claude-sonnet-4-5")
        .maxTokens(1024)
        .system("You guide people through the step tradeoffs.")
        .addUserMessage(question)
        .build();
  }
}
