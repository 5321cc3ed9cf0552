package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

  @Test
  void switch_neitherTrueNorFalse_isRefusedWithAllOtherMistakes() {
    environment.setProperty("telemetry.enabled", "off");
    environment.setProperty("telemetry.http.enabled", "no");
    environment.setProperty("telemetry.jdbc.enabled", " FALSE ");
    environment.setProperty("telemetry.redis.enabled", "");
    environment.setProperty("METRICS_PORT", "x");

    assertThatThrownBy(() -> after("telemetry.enabled"))
        .isInstanceOf(InvalidTelemetryConfigurationException.class)
        .hasMessage(
            """
            3 settings are wrong:
              METRICS_PORT=x: a port from 1 to 65535, or 0 for any free one
              telemetry.enabled=off: true or false
              telemetry.http.enabled=no: true or false""");
  }

  @Test
  void switch_thatIsDescribed_isChecked() throws IOException {
    JsonNode metadata =
        JsonMapper.shared()
            .readTree(
                new ClassPathResource("META-INF/additional-spring-configuration-metadata.json")
                    .getContentAsByteArray());
    List<String> switches =
        metadata
            .get("properties")
            .valueStream()
            .map(property -> property.get("name").asString())
            .filter(name -> name.startsWith("telemetry.") && name.endsWith(".enabled"))
            .toList();
    switches.forEach(name -> environment.setProperty(name, "on"));

    assertThat(switches).isNotEmpty();
    assertThat(Switches.problems(environment))
        .extracting(Problem::variable)
        .containsExactlyInAnyOrderElementsOf(switches);
  }

  private @Nullable String after(String property) {
    new TelemetryEnvironmentPostProcessor()
        .postProcessEnvironment(environment, new SpringApplication());
    return environment.getProperty(property);
  }
}
