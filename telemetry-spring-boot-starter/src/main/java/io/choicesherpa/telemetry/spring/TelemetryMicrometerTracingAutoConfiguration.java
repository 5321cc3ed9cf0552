package io.choicesherpa.telemetry.spring;

import io.micrometer.tracing.handler.TracingObservationHandler;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Beside Micrometer's tracing (Spring Boot's {@code spring-boot-starter-opentelemetry} and the
 * like) a request, a call by {@code RestClient} or {@code WebClient} and a scheduled run have one
 * span each, the library's; Micrometer's metrics of them stay. Where such a part of the library is
 * switched off, Micrometer's span is there instead.
 */
@AutoConfiguration(after = TelemetryAutoConfiguration.class)
@ConditionalOnClass(TracingObservationHandler.class)
@ConditionalOnProperty(name = "telemetry.enabled", matchIfMissing = true)
public class TelemetryMicrometerTracingAutoConfiguration {

  private static final String SPRING = "org.springframework.";

  /** Made by Spring. */
  public TelemetryMicrometerTracingAutoConfiguration() {}

  @Bean
  static BeanPostProcessor telemetryMicrometerTracingProcessor(Environment environment) {
    Set<String> leftOut = leftOut(environment);
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof TracingObservationHandler<?> handler
            ? new LeavingOutTracing<>(handler, leftOut)
            : bean;
      }
    };
  }

  private static Set<String> leftOut(Environment environment) {
    Set<String> contexts = new TreeSet<>();
    if (isOn(environment, "telemetry.http.enabled")) {
      contexts.add(SPRING + "http.server.observation.ServerRequestObservationContext");
      contexts.add(SPRING + "http.server.reactive.observation.ServerRequestObservationContext");
    }
    if (isOn(environment, "telemetry.http-client.enabled")) {
      contexts.add(SPRING + "http.client.observation.ClientRequestObservationContext");
      contexts.add(SPRING + "web.reactive.function.client.ClientRequestObservationContext");
    }
    if (isOn(environment, "telemetry.tasks.enabled")) {
      contexts.add(SPRING + "scheduling.support.ScheduledTaskObservationContext");
    }
    return contexts;
  }

  private static boolean isOn(Environment environment, String property) {
    return environment.getProperty(property, Boolean.class, true);
  }
}
