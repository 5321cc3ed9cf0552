package io.choicesherpa.demo;

import io.choicesherpa.console.ConsoleConfig;
import io.choicesherpa.telemetry.config.ApplicationIdentity;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Everything that command line and environment decide, checked before anything is started.
 *
 * @param options the command line
 * @param ports where everything listens
 * @param outside the servers that are not the demo's own
 * @param console the console's configuration
 * @param backendVariables the backend's, on top of the inherited environment
 * @param training whether this run only makes the class archives: short, on data of its own,
 *     without a word but its progress
 */
record DemoSettings(
    DemoOptions options,
    Ports ports,
    OutsideServers outside,
    ConsoleConfig console,
    Map<String, String> backendVariables,
    boolean training) {

  /**
   * Reads and checks the environment.
   *
   * @throws ConfigurationProblem for what the demo itself reads
   * @throws OptionsException for an offset that cannot be used
   * @throws io.choicesherpa.telemetry.config.ConfigurationException for what console and telemetry
   *     read
   */
  static DemoSettings of(
      DemoOptions options, Map<String, String> environment, Path home, RunDirectory directory)
      throws ConfigurationProblem, OptionsException {
    boolean training = directory.isTraining();
    Ports ports = Ports.of(options.portOffset(), environment);
    OutsideServers outside =
        OutsideServers.from(
            environment, System.getProperty("os.name"), System.getProperty("os.arch"));
    ConsoleConfig console =
        ConsoleConfig.fromEnvironment(ConsoleEnvironment.of(ports, environment, home, directory));
    Map<String, String> backend = BackendEnvironment.of(ports, outside, environment);
    if (!training) {
      FaultSettings.check(options.faults(), outside);
      FaultSettings.addTo(backend, options.faults());
    }
    if (training) {
      // What goes wrong while the archives are made is nobody's error report.
      backend.put("SENTRY_DSN", "");
    }
    checkTelemetry(environment, backend);
    return new DemoSettings(
        training ? options.forTraining() : options, ports, outside, console, backend, training);
  }

  /** The backend would refuse it as well, but only after everything else was started. */
  private static void checkTelemetry(Map<String, String> environment, Map<String, String> backend) {
    Map<String, String> whole = new HashMap<>(environment);
    whole.putAll(backend);
    TelemetryConfig unused =
        TelemetryConfig.fromEnvironment(whole, new ApplicationIdentity("choice-sherpa", "demo"));
  }

  /** Use to port, of what is started here. */
  Map<String, Integer> portsToBind() {
    return ports.toBind(outside.database().isEmpty(), outside.redisUrl().isEmpty());
  }
}
