package io.choicesherpa.demo;

import io.choicesherpa.demo.faults.Fault;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What faults mean for the backend's settings, and which of them cannot be had. */
final class FaultSettings {
  /** The discard service's port: nothing listens there on a system of today. */
  private static final String NOBODY = "http://127.0.0.1:9";

  private static final String DEAR_MODEL = "anthropic/claude-opus-4-1";

  private FaultSettings() {}

  /**
   * Refuses faults that would harm what is not the demo's own.
   *
   * @throws ConfigurationProblem naming the fault
   */
  static void check(Set<Fault> faults, OutsideServers outside) throws ConfigurationProblem {
    if (outside.database().isPresent() && faults.stream().anyMatch(Fault::isWhileRunning)) {
      throw new ConfigurationProblem(
          List.of(
              "--fault locks and renames tables: it works with the demo's own database only, not"
                  + " with DATABASE_URL"));
    }
  }

  static void addTo(Map<String, String> backend, Set<Fault> faults) {
    if (faults.contains(Fault.EXPENSIVE_MODEL)) {
      backend.put("AI_MODEL_FREE", DEAR_MODEL);
      backend.put("AI_MODEL_PREMIUM", DEAR_MODEL);
      backend.put("AI_MODEL_PRO", DEAR_MODEL);
    }
    if (faults.contains(Fault.COLLECTOR_DOWN)) {
      backend.put("OTLP_ENDPOINT", NOBODY);
    }
  }
}
