package io.choicesherpa.telemetry.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration cannot be used; {@link #problems()} is everything that is wrong with it, so
 * that one look mends all.
 *
 * <p>A process that ends because of it ends with {@link #EXIT_CODE}, before it opens a port. The
 * text never holds a secret's value.
 */
public final class ConfigurationException extends RuntimeException {

  /** {@code EX_CONFIG} of {@code sysexits.h}: {@value}. */
  public static final int EXIT_CODE = 78;

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * One mistake.
   *
   * @param variable the variable's name
   * @param value its value as it may be shown; {@value #HIDDEN} in place of a secret
   * @param allowed what would be right
   */
  public record Problem(String variable, String value, String allowed) {

    /** What stands in place of a secret's value. */
    public static final String HIDDEN = "(hidden)";

    @Override
    public String toString() {
      return variable + "=" + value + ": " + allowed;
    }
  }

  /**
   * Reports all of {@code problems}.
   *
   * @throws IllegalArgumentException when there are none
   */
  public ConfigurationException(List<Problem> problems) {
    super(text(problems));
    this.problems = List.copyOf(problems);
  }

  /** Every mistake, in the order in which the variables are documented. Never empty. */
  public List<Problem> problems() {
    return problems;
  }

  private static String text(List<Problem> problems) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("problems is empty");
    }
    String head =
        problems.size() == 1 ? "1 setting is wrong" : problems.size() + " settings are wrong";
    return problems.stream().map(p -> "\n  " + p).collect(Collectors.joining("", head + ":", ""));
  }
}
