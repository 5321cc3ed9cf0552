package io.choicesherpa.console.rules.definition;

import java.io.Serial;
import java.util.List;

/** A rule file has mistakes. */
public final class RuleFileException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  /** With every mistake, each with its place: {@code file:line:column: what}. */
  public RuleFileException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** Every mistake; none is left out. */
  public List<String> problems() {
    return problems;
  }
}
