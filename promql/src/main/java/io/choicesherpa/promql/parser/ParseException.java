package io.choicesherpa.promql.parser;

import java.io.Serial;
import java.util.List;

/** A text that is not PromQL. The message is that of the first problem, with its place. */
public final class ParseException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final transient List<ParseProblem> problems;

  ParseException(List<ParseProblem> problems) {
    super(problems.get(0).toString());
    this.problems = List.copyOf(problems);
  }

  /** All that was found, one at least. A fault of syntax comes alone. */
  public List<ParseProblem> problems() {
    return problems;
  }
}
