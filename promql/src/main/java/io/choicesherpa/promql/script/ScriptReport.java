package io.choicesherpa.promql.script;

import java.util.List;

/**
 * How a script went.
 *
 * @param evaluations how many there are
 * @param failures those that gave something else
 */
public record ScriptReport(int evaluations, List<Failure> failures) {

  /** Copies the failures. */
  public ScriptReport {
    failures = List.copyOf(failures);
  }

  /**
   * An evaluation that gave something else.
   *
   * @param line of the evaluation in its script, from 1
   * @param query as it was run, which may differ from the script's
   * @param mode how it was run
   */
  public record Failure(int line, String query, String mode, String expected, String got) {}

  /** How many gave what was expected. */
  public int passed() {
    return evaluations - failures.size();
  }
}
