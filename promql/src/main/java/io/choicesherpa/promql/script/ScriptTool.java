package io.choicesherpa.promql.script;

import io.choicesherpa.promql.EngineOptions;
import io.choicesherpa.promql.PromqlEngine;
import io.choicesherpa.promql.QueryResult;
import io.choicesherpa.promql.script.ScriptReport.Failure;
import io.choicesherpa.promql.source.SeriesSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs script files from the command line. */
public final class ScriptTool {

  private static final int FAILED = 1;
  private static final int UNUSABLE = 2;

  private final PrintStream out;
  private final PrintStream err;

  ScriptTool(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the files that the arguments name and exits with 0, 1 or 2 as {@code --help} says. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int status = new ScriptTool(out, err).run(List.of(arguments));
    out.flush();
    System.exit(status);
  }

  /** This engine as scripts want it. */
  public static ScriptEngine engine(EngineOptions options) {
    return new ScriptEngine() {
      @Override
      public QueryResult instant(SeriesSource source, String query, long timeMillis) {
        return new PromqlEngine(source, options).instant(query, Instant.ofEpochMilli(timeMillis));
      }

      @Override
      public QueryResult range(
          SeriesSource source, String query, long startMillis, long endMillis, long stepMillis) {
        return new PromqlEngine(source, options)
            .range(
                query,
                Instant.ofEpochMilli(startMillis),
                Instant.ofEpochMilli(endMillis),
                Duration.ofMillis(stepMillis));
      }
    };
  }

  int run(List<String> arguments) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      out.print(ScriptOptions.USAGE);
      return 0;
    }
    ScriptOptions options;
    try {
      options = ScriptOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.print(ScriptOptions.USAGE);
      return UNUSABLE;
    }
    ScriptRunner runner = new ScriptRunner(engine(options.engine()), options.relativeTolerance());
    int evaluations = 0;
    int failures = 0;
    boolean unusable = false;
    for (Path file : options.files()) {
      try {
        ScriptReport report = runner.run(Files.readString(file));
        evaluations += report.evaluations();
        failures += report.failures().size();
        print(file, report);
      } catch (IOException e) {
        err.println(file + ": cannot be read: " + e);
        unusable = true;
      } catch (ScriptException e) {
        err.println(file + ":" + e.line() + ": " + e.getMessage());
        unusable = true;
      }
    }
    out.println(
        "all: " + (evaluations - failures) + " passed, " + failures + " failed of " + evaluations);
    return unusable ? UNUSABLE : failures > 0 ? FAILED : 0;
  }

  private void print(Path file, ScriptReport report) {
    out.println(file + ": " + report.passed() + " passed, " + report.failures().size() + " failed");
    for (Failure failure : report.failures()) {
      out.println("  " + file + ":" + failure.line() + ": " + failure.query());
      out.println("    as       " + failure.mode());
      out.println("    expected " + failure.expected());
      out.println("    got      " + failure.got());
    }
  }
}
