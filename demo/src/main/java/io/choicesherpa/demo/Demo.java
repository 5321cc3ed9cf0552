package io.choicesherpa.demo;

import io.choicesherpa.telemetry.config.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code ./run} runs once everything is built: see {@code ./run --help}. The folder of the
 * checkout is the system property {@code demo.home}, or the current one; {@code demo.terminal} says
 * whether a person looks at the output as it comes, {@code demo.training} that the run is only to
 * make class archives for later starts.
 */
public final class Demo {
  private Demo() {}

  /** Ends the process with one of the exit codes of the help text. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, arguments));
  }

  private static int run(PrintStream out, PrintStream err, String... arguments) {
    try {
      DemoOptions options = DemoOptions.parse(arguments);
      if (options.help()) {
        out.print(helpText());
        return 0;
      }
      Path home = Path.of(System.getProperty("demo.home", "")).toAbsolutePath().normalize();
      boolean training = Boolean.getBoolean("demo.training");
      Optional<RunDirectory> directory = RunDirectory.hold(home.resolve(".run"), training);
      if (directory.isEmpty()) {
        err.println("./run is already running here; end it first (Ctrl-C in its terminal).");
        return 1;
      }
      try (RunDirectory held = directory.get()) {
        DemoSettings settings = DemoSettings.of(options, System.getenv(), home, held);
        return new DemoRun(settings, home, held, out, err).run();
      }
    } catch (OptionsException e) {
      err.println(e.getMessage());
      err.println();
      err.print(helpText());
      return OptionsException.EXIT_CODE;
    } catch (ConfigurationProblem | ConfigurationException e) {
      err.println(e.getMessage());
      return ConfigurationProblem.EXIT_CODE;
    } catch (IOException e) {
      err.println("./run failed: " + e);
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  static String helpText() {
    try (InputStream in = Demo.class.getResourceAsStream("help.txt")) {
      if (in == null) {
        throw new IllegalStateException("the resource help.txt is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
