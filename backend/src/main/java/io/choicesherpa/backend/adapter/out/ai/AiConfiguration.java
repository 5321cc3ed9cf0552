package io.choicesherpa.backend.adapter.out.ai;

import io.choicesherpa.backend.application.port.out.CompleteWithAi;
import io.choicesherpa.telemetry.ai.AiTelemetry;
import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.health.HealthCheck;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Wires the AI adapter from {@code AI_*}, {@code OPENAI_*} and {@code ANTHROPIC_*}. */
@Configuration(proxyBeanMethods = false)
public class AiConfiguration {

  private static final Duration PROBE_LIMIT = Duration.ofMillis(300);

  /**
   * Checks the settings without using them.
   *
   * @throws ConfigurationException naming every mistake
   */
  public static void check(Function<String, @Nullable String> variables) {
    var unused = new AiSettingsReader(variables).read();
  }

  /** Never lazy: a wrong setting ends the start, not the first request. */
  @Bean
  @Lazy(false)
  AiSettings aiSettings(Environment environment) {
    return new AiSettingsReader(environment::getProperty).read();
  }

  @Bean
  AiExchangeThreads aiExchangeThreads() {
    return new AiExchangeThreads();
  }

  @Bean
  AiClients aiClients(AiSettings settings, Clock clock) {
    Map<AiProvider, ProviderClient> clients = new EnumMap<>(AiProvider.class);
    settings
        .providers()
        .forEach(
            (provider, where) ->
                clients.put(
                    provider,
                    switch (provider) {
                      case OPENAI -> new OpenAiClient(where, settings.timeouts(), clock);
                      case ANTHROPIC ->
                          new AnthropicClaudeClient(where, settings.timeouts(), clock);
                    }));
    return new AiClients(clients);
  }

  @Bean
  CompleteWithAi completeWithAi(
      AiSettings settings, AiClients clients, AiExchangeThreads threads, AiTelemetry telemetry) {
    settings
        .models()
        .forEach(
            (tier, choice) ->
                telemetry.expect(choice.provider().label(), choice.model(), tier.wireName()));
    RetryPolicy retries =
        new RetryPolicy(
            settings.maxAttempts(),
            Duration.ofMillis(500),
            Duration.ofSeconds(10),
            () -> ThreadLocalRandom.current().nextDouble());
    return new AiCompletions(
        settings,
        clients.byProvider(),
        new StreamingExchange(threads, System::nanoTime),
        retries,
        telemetry,
        System::nanoTime,
        threads);
  }

  /** Whether every provider in use takes a connection; nothing is asked, so nothing is billed. */
  @Bean
  HealthCheck aiProviderHealthCheck(AiSettings settings) {
    return HealthCheck.informative(
        "ai_provider",
        () -> {
          for (ProviderSettings provider : settings.providers().values()) {
            provider.connect(PROBE_LIMIT);
          }
        });
  }
}
