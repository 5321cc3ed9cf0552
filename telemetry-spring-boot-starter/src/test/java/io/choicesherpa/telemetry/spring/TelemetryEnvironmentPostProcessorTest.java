package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class TelemetryEnvironmentPostProcessorTest {

  private static final String DETAIL =
      "spring.datasource.hikari.data-source-properties.logServerErrorDetail";

  private final MockEnvironment environment =
      new MockEnvironment().withProperty("OTLP_ENDPOINT", "none");

  @Test
  void postgresDriver_isToldNotToQuoteRows() {
    environment.setProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1/hikes");

    assertThat(after(DETAIL)).isEqualTo("false");
  }

  @Test
  void postgresDriver_isToldWhatTheApplicationWants() {
    environment.setProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1/hikes");
    environment.setProperty(DETAIL, "true");

    assertThat(after(DETAIL)).isEqualTo("true");
  }

  @Test
  void otherDriver_isToldNothingThatItMightRefuse() {
    environment.setProperty("spring.datasource.url", "jdbc:h2:mem:hikes");

    assertThat(after(DETAIL)).isNull();
  }

  @Test
  void reactor_carriesTheContext_unlessAllIsOff() {
    assertThat(after("spring.reactor.context-propagation")).isEqualTo("auto");

    MockEnvironment off = new MockEnvironment().withProperty("telemetry.enabled", "false");
    new TelemetryEnvironmentPostProcessor().postProcessEnvironment(off, new SpringApplication());
    assertThat(off.getProperty("spring.reactor.context-propagation")).isNull();
  }

  private @Nullable String after(String property) {
    new TelemetryEnvironmentPostProcessor()
        .postProcessEnvironment(environment, new SpringApplication());
    return environment.getProperty(property);
  }
}
