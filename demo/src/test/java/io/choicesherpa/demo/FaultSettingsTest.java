package io.choicesherpa.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.demo.faults.Fault;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultSettingsTest {

  private final Map<String, String> backend = new HashMap<>(Map.of("OTLP_ENDPOINT", "http://here"));

  @Test
  void collectorDown_sendsTelemetryWhereNobodyListens() {
    FaultSettings.addTo(backend, Set.of(Fault.COLLECTOR_DOWN));

    assertThat(backend).containsOnly(Map.entry("OTLP_ENDPOINT", "http://127.0.0.1:9"));
  }

  @Test
  void expensiveModel_isGivenToAllTiers() {
    FaultSettings.addTo(backend, Set.of(Fault.EXPENSIVE_MODEL));

    assertThat(backend)
        .containsKeys("AI_MODEL_FREE", "AI_MODEL_PREMIUM", "AI_MODEL_PRO")
        .containsEntry("OTLP_ENDPOINT", "http://here");
  }

  @Test
  void faultsWhileRunning_changeNoSetting() {
    FaultSettings.addTo(backend, EnumSet.of(Fault.AI_ERRORS, Fault.HTTP_ERRORS));

    assertThat(backend).containsOnlyKeys("OTLP_ENDPOINT");
  }

  @Test
  void outsideDatabase_isNotLockedOrRenamed() throws Exception {
    OutsideServers outside =
        OutsideServers.from(
            Map.of("DATABASE_URL", "jdbc:postgresql://db:5432/theirs"), "Linux", "amd64");

    assertThatThrownBy(() -> FaultSettings.check(Set.of(Fault.SLOW_DATABASE), outside))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("only, not with DATABASE_URL");
    FaultSettings.check(Set.of(Fault.EXPENSIVE_MODEL), outside);
  }
}
