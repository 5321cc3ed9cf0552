package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.http.HttpClientTelemetry;
import io.choicesherpa.telemetry.tracing.Tracing;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.RestTemplateCustomizer;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * Requests sent by a {@code RestClient}, {@code RestTemplate} or {@code WebClient} of Spring Boot's
 * builders make CLIENT spans and carry the trace context; {@code
 * telemetry.http-client.enabled=false} switches that off. For the JDK's client there is {@link
 * HttpClientTelemetry#instrument}.
 */
@AutoConfiguration(after = TelemetryAutoConfiguration.class)
@ConditionalOnProperty(
    name = {"telemetry.enabled", "telemetry.http-client.enabled"},
    matchIfMissing = true)
public class TelemetryHttpClientAutoConfiguration {

  /** Made by Spring. */
  public TelemetryHttpClientAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  HttpClientTelemetry httpClientTelemetry(Tracing tracing) {
    return new HttpClientTelemetry(tracing);
  }

  /** Spring Boot's builders of Spring's own clients, which OpenTelemetry's agent sees by itself. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({RestClientCustomizer.class, ClientHttpRequestInterceptor.class})
  @ConditionalOnMissingClass(TelemetryWithSpanAutoConfiguration.AGENT)
  static class RestClientConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "telemetryRestClientCustomizer")
    RestClientCustomizer telemetryRestClientCustomizer(HttpClientTelemetry telemetry) {
      return builder -> builder.requestInterceptor(new TracedRestRequests(telemetry));
    }

    @Bean
    @ConditionalOnMissingBean(name = "telemetryRestTemplateCustomizer")
    RestTemplateCustomizer telemetryRestTemplateCustomizer(HttpClientTelemetry telemetry) {
      return template -> template.getInterceptors().add(new TracedRestRequests(telemetry));
    }
  }

  /** Spring Boot's builder of the reactive client, which the agent sees by itself as well. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({WebClientCustomizer.class, ExchangeFilterFunction.class})
  @ConditionalOnMissingClass(TelemetryWithSpanAutoConfiguration.AGENT)
  static class WebClientConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "telemetryWebClientCustomizer")
    WebClientCustomizer telemetryWebClientCustomizer(HttpClientTelemetry telemetry) {
      return builder -> builder.filter(new TracedWebClientRequests(telemetry));
    }
  }
}
