package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.tracing.Tracing;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.context.Context;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;

/**
 * Tasks of Spring Boot's executors ({@code @Async} among them) run in the context of their caller,
 * and each run of a {@code @Scheduled} method is a unit of work of its own; {@code
 * telemetry.tasks.enabled=false} switches both off.
 */
@AutoConfiguration(
    after = TelemetryAutoConfiguration.class,
    beforeName = "org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration")
@ConditionalOnClass(TaskDecorator.class)
@ConditionalOnProperty(
    name = {"telemetry.enabled", "telemetry.tasks.enabled"},
    matchIfMissing = true)
public class TelemetryTasksAutoConfiguration {

  /** Made by Spring. */
  public TelemetryTasksAutoConfiguration() {}

  /** Spring Boot gives it to the executors and schedulers that it makes. */
  @Bean
  @ConditionalOnMissingBean(name = "telemetryTaskDecorator")
  TaskDecorator telemetryTaskDecorator() {
    return task -> Context.current().wrap(task);
  }

  /**
   * Spring observes the runs of scheduled methods; somebody has to listen, unless an agent does.
   */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({ObservationRegistry.class, ScheduledTaskObservationContext.class})
  @ConditionalOnMissingClass(TelemetryWithSpanAutoConfiguration.AGENT)
  static class ScheduledConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "telemetrySchedulingConfigurer")
    SchedulingConfigurer telemetrySchedulingConfigurer(
        Tracing tracing, ObjectProvider<ObservationRegistry> registries) {
      return registrar -> {
        ObservationRegistry registry = registries.getIfUnique(ObservationRegistry::create);
        registry.observationConfig().observationHandler(new ScheduledRuns(tracing));
        registrar.setObservationRegistry(registry);
      };
    }
  }
}
