package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withException;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withResourceNotFound;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

import io.choicesherpa.telemetry.http.HttpClientTelemetry;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

class HttpClientAutoConfigurationTest {

  private static final String URL = "http://example.org/hikes";

  private final RecordedSpans spans = new RecordedSpans();
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withPropertyValues("OTLP_ENDPOINT=none", "telemetry.metrics-listener.enabled=false")
          .withConfiguration(
              AutoConfigurations.of(
                  TelemetryAutoConfiguration.class,
                  TelemetryHttpClientAutoConfiguration.class,
                  RestClientAutoConfiguration.class,
                  RestTemplateAutoConfiguration.class))
          .withBean(
              OpenTelemetry.class,
              spans::openTelemetry,
              definition -> definition.setDestroyMethodName(""));

  @AfterEach
  void close() {
    spans.close();
  }

  @Test
  void restClient_sendsItsSpansContext() {
    runner.run(
        context -> {
          RestClient.Builder builder = context.getBean(RestClient.Builder.class);
          MockRestServiceServer server = MockRestServiceServer.bindTo(builder).build();
          server
              .expect(requestTo(URL + "?token=hunter2"))
              .andExpect(header("traceparent", Matchers.startsWith("00-")))
              .andRespond(withSuccess());
          RestClient client = builder.build();
          context
              .getBean(Tracing.class)
              .run(
                  "outer",
                  span -> client.get().uri(URL + "?token=hunter2").retrieve().toBodilessEntity());
          server.verify();

          SpanData sent = spans.named("GET");
          assertThat(sent.getKind()).isEqualTo(SpanKind.CLIENT);
          assertThat(sent.getParentSpanId()).isEqualTo(spans.named("outer").getSpanId());
          assertThat(sent.getAttributes().get(AttributeKey.stringKey("url.full"))).isEqualTo(URL);
          assertThat(sent.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
              .isEqualTo(200L);
        });
  }

  @Test
  void restTemplate_errorStatus_isAnErrorOfThatStatus() {
    runner.run(
        context -> {
          RestTemplate template = context.getBean(RestTemplateBuilder.class).build();
          MockRestServiceServer.bindTo(template)
              .build()
              .expect(requestTo(URL))
              .andRespond(withResourceNotFound());
          assertThatThrownBy(() -> template.getForObject(URL, String.class))
              .isInstanceOf(HttpClientErrorException.NotFound.class);

          assertThat(spans.named("GET").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
          assertThat(spans.named("GET").getAttributes().get(AttributeKey.stringKey("error.type")))
              .isEqualTo("404");
        });
  }

  @Test
  void restClient_withoutAnAnswer_isAnErrorAndThrowsOn() {
    runner.run(
        context -> {
          RestClient.Builder builder = context.getBean(RestClient.Builder.class);
          MockRestServiceServer.bindTo(builder)
              .build()
              .expect(requestTo(URL))
              .andRespond(withException(new IOException("gone")));
          RestClient client = builder.build();
          assertThatThrownBy(() -> client.get().uri(URL).retrieve().toBodilessEntity())
              .isInstanceOf(ResourceAccessException.class);

          assertThat(spans.named("GET").getAttributes().get(AttributeKey.stringKey("error.type")))
              .isEqualTo(IOException.class.getName());
        });
  }

  @Test
  void ownTelemetry_isUsedInItsPlace() {
    HttpClientTelemetry own = new HttpClientTelemetry(new Tracing(OpenTelemetry.noop()));
    runner
        .withBean(HttpClientTelemetry.class, () -> own)
        .run(context -> assertThat(context.getBean(HttpClientTelemetry.class)).isSameAs(own));
  }

  @Test
  void switchedOff_sendsNothingOfItsOwn() {
    runner
        .withPropertyValues("telemetry.http-client.enabled=false")
        .run(
            context -> {
              assertThat(context).doesNotHaveBean(HttpClientTelemetry.class);
              assertThat(context).doesNotHaveBean("telemetryRestClientCustomizer");
            });
  }
}
