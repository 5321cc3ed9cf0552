package io.choicesherpa.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WrongSettingsTest {

  @Test
  void everyMistake_isNamedBeforeAPortIsOpened() {
    Map<String, String> variables = RunningSystem.get().backendVariables();
    variables.put("TRACE_SAMPLE_RATE", "often");
    variables.put("METRICS_PORT", "http");
    variables.put("OTLP_ENDPOINT", "collector");
    variables.put("METRICS_TOKEN", "hunter2");
    Backend backend = Backend.launch(variables);

    assertThat(backend.awaitExit()).isEqualTo(78);
    assertThat(backend.text())
        .contains("TRACE_SAMPLE_RATE=often")
        .contains("METRICS_PORT=http")
        .contains("OTLP_ENDPOINT=collector")
        .contains("METRICS_TOKEN=(hidden)")
        .doesNotContain("hunter2")
        .doesNotContain("Tomcat started");
  }
}
