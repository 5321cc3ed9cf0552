package io.choicesherpa.demo;

import java.util.List;

/** What the environment sets cannot be used, or something it would have to set is missing. */
final class ConfigurationProblem extends Exception {
  static final int EXIT_CODE = 78;
  private static final long serialVersionUID = 1L;

  ConfigurationProblem(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
