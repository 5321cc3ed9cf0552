package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.redis.LettuceTelemetry;
import io.lettuce.core.resource.ClientResources;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * Lettuce's commands are watched; {@code telemetry.redis.enabled=false} switches it off. A {@link
 * ClientResources} bean comes with it, unless the application makes its own: that one takes {@link
 * LettuceTelemetry#tracing()}.
 */
@AutoConfiguration(
    after = TelemetryAutoConfiguration.class,
    beforeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnClass(ClientResources.class)
@ConditionalOnProperty(
    name = {"telemetry.enabled", "telemetry.redis.enabled"},
    matchIfMissing = true)
public class TelemetryRedisAutoConfiguration {

  /** Made by Spring. */
  public TelemetryRedisAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  LettuceTelemetry lettuceTelemetry(OpenTelemetry openTelemetry) {
    return new LettuceTelemetry(openTelemetry);
  }

  @Bean(destroyMethod = "shutdown")
  @ConditionalOnMissingBean
  ClientResources lettuceClientResources(LettuceTelemetry telemetry) {
    return ClientResources.builder().tracing(telemetry.tracing()).build();
  }
}
