package io.choicesherpa.backend.adapter.out.ai;

import java.time.Clock;
import java.time.Duration;

/** Clients of a {@link ProviderServer}. */
final class TestClients {

  private TestClients() {}

  static ProviderClient of(AiProvider provider, ProviderServer server, Duration silence) {
    AiTimeouts timeouts = new AiTimeouts(Duration.ofSeconds(2), silence, Duration.ofSeconds(20));
    Clock clock = Clock.systemUTC();
    return switch (provider) {
      case OPENAI ->
          new OpenAiClient(new ProviderSettings(server.url() + "/v1", "the-key"), timeouts, clock);
      case ANTHROPIC ->
          new AnthropicClaudeClient(new ProviderSettings(server.url(), "the-key"), timeouts, clock);
    };
  }
}
