package io.choicesherpa.console;

import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.logging.JsonLogEncoder;
import io.choicesherpa.telemetry.logging.LevelFilter;
import io.choicesherpa.telemetry.logging.LogbackSetup;
import java.util.concurrent.CountDownLatch;

/** Runs the console alone, configured by the environment, until it is told to end. */
final class ConsoleApplication {

  private static final int EXIT_CODE_PORT = 1;

  /** The libraries' own words only matter when something is wrong. */
  private static final String LOG_LEVELS = "warn,io.choicesherpa=info";

  private ConsoleApplication() {}

  @SuppressWarnings("SystemOut") // before anything runs, a terminal is what there is
  public static void main(String[] args) throws InterruptedException {
    LogbackSetup.apply(
        LevelFilter.parse(LOG_LEVELS), new JsonLogEncoder("console", "console"), System.err, null);
    Console console;
    try {
      console = Console.start(ConsoleConfig.fromEnvironment(System.getenv()));
    } catch (ConfigurationException e) {
      System.err.println(e.getMessage());
      System.exit(ConfigurationException.EXIT_CODE);
      return;
    } catch (ConsoleStartException e) {
      System.err.println(e.getMessage());
      System.exit(EXIT_CODE_PORT);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(console::close, "console-close"));
    System.out.println("Console: " + console.uri());
    System.out.println("OTLP gRPC: " + console.otlpGrpcEndpoint());
    System.out.println("OTLP HTTP: " + console.otlpHttpEndpoint());
    new CountDownLatch(1).await();
  }
}
