package io.choicesherpa.backend.configuration;

import io.choicesherpa.backend.adapter.in.security.TokenSettings;
import io.choicesherpa.backend.application.port.out.AuditAccess;
import io.choicesherpa.backend.application.port.out.AuditSpending;
import io.choicesherpa.backend.application.port.out.CompleteWithAi;
import io.choicesherpa.backend.application.port.out.Conversations;
import io.choicesherpa.backend.application.port.out.Cycles;
import io.choicesherpa.backend.application.port.out.LimitRate;
import io.choicesherpa.backend.application.port.out.Messages;
import io.choicesherpa.backend.application.port.out.PublishEvent;
import io.choicesherpa.backend.application.port.out.RecordJourney;
import io.choicesherpa.backend.application.port.out.RunInTransaction;
import io.choicesherpa.backend.application.port.out.Sessions;
import io.choicesherpa.backend.application.service.Ports;
import io.choicesherpa.backend.application.service.UseCases;
import io.choicesherpa.telemetry.tracing.Tracing;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Joins the use cases with the adapters behind their ports. */
@Configuration(proxyBeanMethods = false)
@Import(UseCaseConfiguration.class)
public class BackendConfiguration {

  /** PostgreSQL keeps microseconds. */
  private static final Duration TICK = Duration.ofNanos(1_000);

  @Bean
  BackendSettings backendSettings(Environment environment) {
    return BackendSettings.from(environment::getProperty);
  }

  @Bean
  TokenSettings tokenSettings(BackendSettings settings) {
    return settings.tokens();
  }

  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), TICK);
  }

  @Bean
  UseCases useCases(
      Sessions sessions,
      Cycles cycles,
      Conversations conversations,
      Messages messages,
      RunInTransaction transaction,
      PublishEvent events,
      RecordJourney journey,
      AuditAccess audit,
      AuditSpending spending,
      LimitRate rateLimit,
      CompleteWithAi ai,
      Tracing tracing,
      Clock clock) {
    return new UseCases(
        new Ports(
            sessions,
            cycles,
            conversations,
            messages,
            transaction,
            events,
            journey,
            audit,
            spending,
            rateLimit,
            ai,
            tracing,
            clock,
            UUID::randomUUID));
  }
}
