package io.choicesherpa.console.alerting;

import io.choicesherpa.console.rules.definition.RuleFileException;
import java.io.PrintStream;
import java.nio.file.Path;

/** The command {@code ./rule-test}: runs files of rule tests in promtool's format. */
public final class RuleTestTool {

  private static final int EXIT_CODE_FAILED = 1;
  private static final int EXIT_CODE_USAGE = 2;

  private RuleTestTool() {}

  /** Runs as a command of its own. */
  @SuppressWarnings("SystemOut") // a terminal is what it writes to
  public static void main(String[] args) {
    System.exit(run(System.out, System.err, args));
  }

  /**
   * Runs the files.
   *
   * @return 0 when all holds, 1 when something does not, 2 when a file cannot be read
   */
  public static int run(PrintStream out, PrintStream err, String... files) {
    if (files.length == 0 || files[0].equals("--help")) {
      out.println("usage: ./rule-test TEST-FILE...");
      out.println("Runs rule tests in promtool's format, without promtool.");
      return files.length == 0 ? EXIT_CODE_USAGE : 0;
    }
    int code = 0;
    for (String file : files) {
      try {
        RuleTestRunner.Report report = RuleTestRunner.run(Path.of(file));
        int failed = report.failures().size();
        out.println(file + ": " + (report.checks() - failed) + " passed, " + failed + " failed");
        report.failures().forEach(out::println);
        code = failed > 0 ? Math.max(code, EXIT_CODE_FAILED) : code;
      } catch (RuleFileException e) {
        e.problems().forEach(err::println);
        code = EXIT_CODE_USAGE;
      }
    }
    return code;
  }
}
