package io.choicesherpa.backend.adapter.out.ai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.Timeout;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import io.choicesherpa.backend.application.port.out.CompleteWithAi.Turn;
import io.choicesherpa.telemetry.ai.AiUsage;
import java.io.IOException;
import java.time.Clock;
import java.util.Iterator;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * OpenAI's chat completions as a stream of server-sent events, usage included.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat-streaming">The protocol</a>
 */
final class OpenAiClient implements ProviderClient {

  private static final String PROVIDER = "openai";

  private final OpenAIClient sdk;
  private final Clock clock;

  OpenAiClient(ProviderSettings settings, AiTimeouts timeouts, Clock clock) {
    this.clock = clock;
    this.sdk =
        OpenAIOkHttpClient.builder()
            .baseUrl(settings.baseUrl())
            .apiKey(settings.apiKey())
            .timeout(
                Timeout.builder()
                    .connect(timeouts.connect())
                    .read(timeouts.silence())
                    .write(timeouts.silence())
                    .request(timeouts.total())
                    .build())
            .maxRetries(0)
            .addInterceptor(OpenAiClient::makeAbortable)
            .build();
  }

  @Override
  public ProviderAnswer stream(ModelRequest request, AnswerListener listener)
      throws ProviderFailure {
    try (StreamResponse<ChatCompletionChunk> response =
        sdk.chat().completions().createStreaming(params(request))) {
      return read(response.stream().iterator(), listener);
    } catch (SseException e) {
      throw ProviderFailure.ofStreamError(PROVIDER, e.code().or(e::type).orElse(null));
    } catch (OpenAIServiceException e) {
      throw ProviderFailure.ofStatus(
          PROVIDER,
          e.statusCode(),
          e.code().or(e::type).orElse(null),
          RetryAfter.of(
              e.headers().values("retry-after-ms"), e.headers().values("retry-after"), clock));
    } catch (OpenAIIoException e) {
      throw ProviderFailure.ofIo(PROVIDER, Causes.io(e));
    } catch (OpenAIException e) {
      throw Causes.failure(PROVIDER, e);
    }
  }

  @Override
  public void close() {
    sdk.close();
  }

  private static Response makeAbortable(Interceptor.Chain chain) throws IOException {
    InFlight flight = InFlight.current();
    if (flight != null) {
      flight.onAbort(chain.call()::cancel);
    }
    return chain.proceed(chain.request());
  }

  private static ChatCompletionCreateParams params(ModelRequest request) {
    ChatCompletionCreateParams.Builder params =
        ChatCompletionCreateParams.builder()
            .model(request.model())
            .maxCompletionTokens(request.maxAnswerTokens())
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .addDeveloperMessage(request.instructions());
    for (Turn turn : request.turns()) {
      switch (turn.role()) {
        case USER -> params.addUserMessage(turn.text());
        case ASSISTANT -> params.addAssistantMessage(turn.text());
        case SYSTEM -> params.addDeveloperMessage(turn.text());
      }
    }
    return params.build();
  }

  private static ProviderAnswer read(Iterator<ChatCompletionChunk> chunks, AnswerListener listener)
      throws ProviderFailure {
    String id = null;
    String model = null;
    String finishReason = null;
    AiUsage usage = null;
    while (chunks.hasNext()) {
      ChatCompletionChunk chunk = chunks.next();
      id = chunk.id();
      model = chunk.model();
      if (chunk.usage().isPresent()) {
        usage = usage(chunk.usage().get());
        listener.usage(usage);
      }
      for (ChatCompletionChunk.Choice choice : chunk.choices()) {
        choice.delta().content().filter(text -> !text.isEmpty()).ifPresent(listener::piece);
        if (choice.finishReason().isPresent()) {
          finishReason = choice.finishReason().get().asString();
        }
      }
    }
    if (finishReason == null) {
      throw ProviderFailure.ofUnfinished(PROVIDER, usage);
    }
    if (finishReason.equals("content_filter")) {
      throw ProviderFailure.withheld(PROVIDER, finishReason, usage);
    }
    return new ProviderAnswer(usage, model, id, finishReason);
  }

  private static AiUsage usage(CompletionUsage usage) {
    long cached = usage.promptTokensDetails().flatMap(details -> details.cachedTokens()).orElse(0L);
    long reasoning =
        usage.completionTokensDetails().flatMap(details -> details.reasoningTokens()).orElse(0L);
    return new AiUsage(usage.promptTokens(), usage.completionTokens(), cached, reasoning);
  }
}
