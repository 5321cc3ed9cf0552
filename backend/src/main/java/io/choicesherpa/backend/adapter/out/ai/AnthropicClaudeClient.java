package io.choicesherpa.backend.adapter.out.ai;

import com.anthropic.backends.AnthropicBackend;
import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.client.okhttp.OkHttpClient;
import com.anthropic.core.ClientOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.SseException;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageDeltaUsage;
import com.anthropic.models.messages.RawMessageDeltaEvent;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Usage;
import io.choicesherpa.backend.application.port.out.CompleteWithAi.Turn;
import io.choicesherpa.telemetry.ai.AiUsage;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's messages as a stream of server-sent events.
 *
 * @see <a href="https://docs.anthropic.com/en/docs/build-with-claude/streaming">The protocol</a>
 */
final class AnthropicClaudeClient implements ProviderClient {

  private static final String PROVIDER = "anthropic";

  private final AnthropicClient sdk;
  private final Clock clock;

  AnthropicClaudeClient(ProviderSettings settings, AiTimeouts timeouts, Clock clock) {
    this.clock = clock;
    this.sdk = new AnthropicClientImpl(options(settings, timeouts));
  }

  /**
   * As the SDK's own builder does it, but with the means to break a call off right at its socket.
   */
  private static ClientOptions options(ProviderSettings settings, AiTimeouts timeouts) {
    AnthropicBackend backend =
        AnthropicBackend.builder().baseUrl(settings.baseUrl()).apiKey(settings.apiKey()).build();
    Timeout timeout =
        Timeout.builder()
            .connect(timeouts.connect())
            .read(timeouts.silence())
            .write(timeouts.silence())
            .request(timeouts.total())
            .build();
    HttpClient http =
        new AbortableHttpClient(OkHttpClient.builder().backend(backend).timeout(timeout).build());
    ClientOptions.Builder options =
        ClientOptions.builder()
            .baseUrl(backend.baseUrl())
            .httpClient(http)
            .timeout(timeout)
            .maxRetries(0);
    backend.applyCredentials(http, options);
    return options.build();
  }

  @Override
  public ProviderAnswer stream(ModelRequest request, AnswerListener listener)
      throws ProviderFailure {
    try (StreamResponse<RawMessageStreamEvent> response =
        sdk.messages().createStreaming(params(request))) {
      return read(response.stream().iterator(), listener);
    } catch (SseException e) {
      throw ProviderFailure.ofStreamError(PROVIDER, code(e));
    } catch (AnthropicServiceException e) {
      throw ProviderFailure.ofStatus(
          PROVIDER,
          e.statusCode(),
          code(e),
          RetryAfter.of(List.of(), e.headers().values("retry-after"), clock));
    } catch (AnthropicIoException e) {
      throw ProviderFailure.ofIo(PROVIDER, Causes.io(e));
    } catch (AnthropicException e) {
      throw Causes.failure(PROVIDER, e);
    }
  }

  @Override
  public void close() {
    sdk.close();
  }

  private static @Nullable String code(AnthropicServiceException e) {
    return e.type().map(type -> type.asString()).orElse(null);
  }

  private static MessageCreateParams params(ModelRequest request) {
    MessageCreateParams.Builder params =
        MessageCreateParams.builder()
            .model(request.model())
            .maxTokens(request.maxAnswerTokens())
            .system(request.instructions());
    for (Turn turn : request.turns()) {
      switch (turn.role()) {
        case ASSISTANT -> params.addAssistantMessage(turn.text());
        // The protocol has one system text, at the top; a later one speaks as the user's turn.
        case USER, SYSTEM -> params.addUserMessage(turn.text());
      }
    }
    return params.build();
  }

  private static ProviderAnswer read(
      Iterator<RawMessageStreamEvent> events, AnswerListener listener) throws ProviderFailure {
    Message start = null;
    RawMessageDeltaEvent end = null;
    boolean stopped = false;
    while (events.hasNext()) {
      RawMessageStreamEvent event = events.next();
      if (event.isContentBlockDelta()) {
        event
            .asContentBlockDelta()
            .delta()
            .text()
            .map(delta -> delta.text())
            .filter(text -> !text.isEmpty())
            .ifPresent(listener::piece);
      } else if (event.isMessageStart()) {
        start = event.asMessageStart().message();
        listener.usage(usage(start.usage(), null));
      } else if (event.isMessageDelta()) {
        end = event.asMessageDelta();
      } else if (event.isMessageStop()) {
        stopped = true;
      }
    }
    if (start == null || end == null || !stopped) {
      throw ProviderFailure.ofUnfinished(
          PROVIDER, start == null ? null : usage(start.usage(), end == null ? null : end.usage()));
    }
    AiUsage usage = usage(start.usage(), end.usage());
    String reason = end.delta().stopReason().map(stop -> stop.asString()).orElse("unknown");
    if (reason.equals("refusal")) {
      throw ProviderFailure.withheld(PROVIDER, reason, usage);
    }
    return new ProviderAnswer(usage, start.model().asString(), start.id(), reason);
  }

  /**
   * Sums the usage up: the first event counts the prompt, the last one the answer, and both leave
   * what was read from or written to the cache out of {@code input_tokens}.
   */
  private static AiUsage usage(Usage start, @Nullable MessageDeltaUsage end) {
    Optional<MessageDeltaUsage> last = Optional.ofNullable(end);
    long cacheRead =
        last.flatMap(usage -> usage.cacheReadInputTokens())
            .or(() -> start.cacheReadInputTokens())
            .orElse(0L);
    long cacheWritten =
        last.flatMap(usage -> usage.cacheCreationInputTokens())
            .or(() -> start.cacheCreationInputTokens())
            .orElse(0L);
    long input = last.flatMap(usage -> usage.inputTokens()).orElseGet(start::inputTokens);
    long output = last.map(usage -> usage.outputTokens()).orElseGet(start::outputTokens);
    long thinking =
        last.flatMap(usage -> usage.outputTokensDetails())
            .map(details -> details.thinkingTokens())
            .orElse(0L);
    return new AiUsage(input + cacheRead + cacheWritten, output, cacheRead, cacheWritten, thinking);
  }
}
