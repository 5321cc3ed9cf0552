package io.choicesherpa.demo;

import java.util.List;

/** Mistakes in the command line. */
final class OptionsException extends Exception {
  static final int EXIT_CODE = 64;
  private static final long serialVersionUID = 1L;

  OptionsException(List<String> mistakes) {
    super(String.join(System.lineSeparator(), mistakes));
  }
}
