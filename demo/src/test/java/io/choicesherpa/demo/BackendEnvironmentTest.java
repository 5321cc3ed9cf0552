package io.choicesherpa.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BackendEnvironmentTest {

  @Test
  void ports_areShiftedTogether() throws Exception {
    Map<String, String> variables = environment(100, Map.of());

    assertThat(variables)
        .containsEntry("SERVER_PORT", "8180")
        .containsEntry("METRICS_PORT", "9190")
        .containsEntry("OTLP_ENDPOINT", "http://127.0.0.1:4417")
        .containsEntry("OPENAI_BASE_URL", "http://127.0.0.1:18180/v1")
        .containsEntry("REDIS_URL", "redis://127.0.0.1:16479")
        .containsEntry("DATABASE_URL", "jdbc:postgresql://127.0.0.1:15532/choice_sherpa");
  }

  @Test
  void developersOwnKeys_neverReachTheSimulatedProviders() throws Exception {
    Map<String, String> own =
        Map.of("OPENAI_API_KEY", "real", "OPENAI_BASE_URL", "https://api.openai.com/v1");

    assertThat(environment(0, own))
        .containsEntry("OPENAI_API_KEY", "demo")
        .containsEntry("OPENAI_BASE_URL", "http://127.0.0.1:18080/v1");
  }

  @Test
  void telemetrySettings_ofTheEnvironmentStand() throws Exception {
    Map<String, String> variables =
        environment(0, Map.of("TRACE_SAMPLE_RATE", "0", "OTLP_ENDPOINT", "http://other:4317"));

    assertThat(variables).doesNotContainKeys("TRACE_SAMPLE_RATE", "OTLP_ENDPOINT");
    assertThat(environment(0, Map.of())).containsEntry("TRACE_SAMPLE_RATE", "1");
  }

  @Test
  void portThatIsNone_isRefused() {
    assertThatThrownBy(() -> environment(0, Map.of("METRICS_PORT", "70000")))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessage("METRICS_PORT is \"70000\"; allowed is a port from 1 to 65535");
  }

  private static Map<String, String> environment(int offset, Map<String, String> inherited)
      throws Exception {
    return BackendEnvironment.of(
        Ports.of(offset, inherited), OutsideServers.from(inherited, "Linux", "amd64"), inherited);
  }
}
