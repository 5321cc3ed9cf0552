package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.choicesherpa.console.scrape.ScrapeTarget;
import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleConfigTest {

  @Test
  void fromEnvironment_emptyMeansTheDefaults() {
    ConsoleConfig config = ConsoleConfig.fromEnvironment(Map.of("CONSOLE_PORT", " "));

    assertThat(config.bindAddress()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(3000);
    assertThat(config.otlpGrpcPort()).isEqualTo(4317);
    assertThat(config.otlpHttpPort()).isEqualTo(4318);
    assertThat(config.scrapeTargets())
        .containsExactly(
            new ScrapeTarget("choice-sherpa", URI.create("http://127.0.0.1:9090/metrics")));
  }

  @Test
  void fromEnvironment_everyMistakeIsToldAtOnceAndNoSecret() {
    Map<String, String> variables =
        Map.of(
            "CONSOLE_BIND_ADDRESS", "0.0.0.0",
            "CONSOLE_PORT", "70000",
            "CONSOLE_OTLP_GRPC_PORT", "many",
            "CONSOLE_TOKEN", "hunter2",
            "CONSOLE_SCRAPE_TARGETS", "a=http://u:hunter2@h/metrics,http://h/metrics",
            "CONSOLE_TRACE_BYTES", "12");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ConsoleConfig.fromEnvironment(variables))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .extracting(Problem::variable)
                    .containsExactlyInAnyOrder(
                        "CONSOLE_PORT",
                        "CONSOLE_OTLP_GRPC_PORT",
                        "CONSOLE_TOKEN",
                        "CONSOLE_SCRAPE_TARGETS",
                        "CONSOLE_SCRAPE_TARGETS",
                        "CONSOLE_TRACE_BYTES"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
  }

  @Test
  void build_otherThanLoopbackWithoutATokenIsRefused() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ConsoleConfig.builder().bindAddress("0.0.0.0").build())
        .withMessageContaining("CONSOLE_BIND_ADDRESS=0.0.0.0")
        .withMessageContaining("CONSOLE_TOKEN");
    assertThat(
            ConsoleConfig.builder()
                .bindAddress("0.0.0.0")
                .token("sixteen characters")
                .build()
                .bindAddress())
        .isEqualTo("0.0.0.0");
  }

  @Test
  void build_twoServicesOnOnePortAreRefused() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ConsoleConfig.builder().port(4318).build())
        .withMessageContaining("CONSOLE_PORT=4318");
  }

  @Test
  void toString_hasNoSecret() {
    assertThat(ConsoleConfig.builder().token("sixteen characters").build().toString())
        .doesNotContain("sixteen");
  }
}
