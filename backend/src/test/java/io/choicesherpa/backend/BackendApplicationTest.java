package io.choicesherpa.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackendApplicationTest {

  @Test
  void mistakesOfAllParts_areToldTogether() {
    assertThat(
            BackendApplication.problems(
                Map.of(
                    "METRICS_PORT", "x",
                    "SERVER_PORT", "y",
                    "REDIS_URL", "z",
                    "AI_MODEL_FREE", "?")))
        .extracting(Problem::variable)
        .contains("METRICS_PORT", "SERVER_PORT", "REDIS_URL", "AI_MODEL_FREE");
  }
}
