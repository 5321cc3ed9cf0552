package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.instrumentation.annotations.AddingSpanAttributes;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/**
 * Beans' methods with {@link WithSpan} run inside a span, and those with {@link
 * AddingSpanAttributes} tell the current one of their parameters; {@code
 * telemetry.with-span.enabled=false} switches it off. OpenTelemetry's agent does the same by
 * itself, so beside it this backs off.
 */
@AutoConfiguration(after = TelemetryAutoConfiguration.class)
@ConditionalOnClass({WithSpan.class, AbstractBeanFactoryAwareAdvisingPostProcessor.class})
@ConditionalOnMissingClass(TelemetryWithSpanAutoConfiguration.AGENT)
@ConditionalOnProperty(
    name = {"telemetry.enabled", "telemetry.with-span.enabled"},
    matchIfMissing = true)
public class TelemetryWithSpanAutoConfiguration {

  /** Stands on the class path of a process with OpenTelemetry's agent. */
  static final String AGENT = "io.opentelemetry.javaagent.OpenTelemetryAgent";

  /** Made by Spring. */
  public TelemetryWithSpanAutoConfiguration() {}

  /** Static, and asks for the tracing only when a span is opened: it comes before other beans. */
  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  @ConditionalOnMissingBean(name = "telemetryWithSpanPostProcessor")
  static SpanAnnotationPostProcessor telemetryWithSpanPostProcessor(
      ObjectProvider<Tracing> tracing, Environment environment) {
    return new SpanAnnotationPostProcessor(
        WithSpan.class,
        new WithSpanInterceptor(() -> tracing.getObject().tracer()),
        proxiesClasses(environment));
  }

  /** For methods that have something to tell and open no span. */
  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  @ConditionalOnMissingBean(name = "telemetryAddingSpanAttributesPostProcessor")
  static SpanAnnotationPostProcessor telemetryAddingSpanAttributesPostProcessor(
      Environment environment) {
    return new SpanAnnotationPostProcessor(
        AddingSpanAttributes.class,
        new AddingSpanAttributesInterceptor(),
        proxiesClasses(environment));
  }

  private static boolean proxiesClasses(Environment environment) {
    return environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true);
  }
}
