package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.test.TelemetryCapture;
import io.choicesherpa.telemetry.test.spring.AutoConfigureTelemetryCapture;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestContextManager;

class CaptureSettingsTest {

  /** Run by hand below, since it is to fail. */
  @SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
  @AutoConfigureTelemetryCapture
  static class Leaky {
    void leak() {
      MDC.put("tenant", "acme");
    }
  }

  @Test
  void whatMustHold_failsTheTest() throws Exception {
    TestContextManager manager = new TestContextManager(Leaky.class);
    Leaky leaky = new Leaky();
    Method leak = Leaky.class.getDeclaredMethod("leak");
    manager.prepareTestInstance(leaky);
    manager.beforeTestMethod(leaky, leak);
    leaky.leak();

    assertThatThrownBy(() -> manager.afterTestMethod(leaky, leak, null))
        .isInstanceOf(AssertionError.class)
        .hasMessage("The MDC was left as {tenant=acme}, it was {}.");
  }

  @Nested
  @SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
  @AutoConfigureTelemetryCapture(sampleRate = 0)
  class Unsampled {

    @Test
    void spans_areRecordedAndNotSampled(
        @Autowired TelemetryCapture telemetry, @Autowired Tracing tracing) {
      tracing.run("work", span -> LoggerFactory.getLogger("hiker").info("On the way"));

      assertThat(telemetry).span("work").isNotSampled();
      assertThat(telemetry).log().withMessage("On the way").isInSpan("work");
    }
  }

  @Nested
  @SpringBootTest(
      classes = Application.class,
      webEnvironment = SpringBootTest.WebEnvironment.NONE,
      properties = "ENVIRONMENT=staging")
  @AutoConfigureTelemetryCapture
  class Sampled {

    @RepeatedTest(2)
    void everyTest_beginsWithNothingCaptured(
        @Autowired TelemetryCapture telemetry, @Autowired Tracing tracing) {
      tracing.run("work", span -> LoggerFactory.getLogger("hiker").info("On the way"));

      assertThat(telemetry).span("work").isSampled();
      assertThat(telemetry).log().withMessage("On the way").hasCount(1);
      assertThat(telemetry).log().hasValue("/environment", "staging");
    }
  }

  @Nested
  @SpringBootTest(
      classes = Application.class,
      webEnvironment = SpringBootTest.WebEnvironment.NONE,
      properties = "TRACE_SAMPLE_RATE=0.25")
  @AutoConfigureTelemetryCapture
  class OwnProperties {

    @Test
    void properties_ofTheTest_win(@Autowired TelemetryConfig config) {
      assertThat(config.traceSampleRate()).isEqualTo(0.25);
      assertThat(config.otlpEndpoint()).isNull();
    }
  }

  @Nested
  @SpringBootTest(
      classes = ApplicationWithOwnSdk.class,
      webEnvironment = SpringBootTest.WebEnvironment.NONE)
  @AutoConfigureTelemetryCapture
  class OwnSdk {

    @Test
    void capture_goesBeforeTheApplicationsOwn(
        @Autowired TelemetryCapture telemetry, @Autowired Tracing tracing) {
      tracing.run("work", span -> {});

      assertThat(telemetry).span("work").isSampled();
    }
  }

  @Nested
  @SpringBootTest(
      classes = Application.class,
      webEnvironment = SpringBootTest.WebEnvironment.NONE,
      properties = {"OTLP_ENDPOINT=none", "METRICS_PORT=0"})
  class NotAskedFor {

    @Test
    void application_isAsItIs(@Autowired(required = false) @Nullable TelemetryCapture telemetry) {
      assertThat(telemetry == null).isTrue();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration(TelemetryAutoConfiguration.class)
  static class Application {}

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration(TelemetryAutoConfiguration.class)
  static class ApplicationWithOwnSdk {
    @Bean
    OpenTelemetry own() {
      return OpenTelemetry.noop();
    }
  }
}
