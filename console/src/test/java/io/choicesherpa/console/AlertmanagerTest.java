package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.choicesherpa.console.alerting.AlertingSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts told to a real Alertmanager. */
class AlertmanagerTest {

  private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");
  private static final String RULES =
      """
      groups:
        - name: demo
          interval: 1s
          rules:
            - alert: LevelHigh
              expr: vector(7) > 5
              labels: {severity: page}
              annotations: {summary: 'level is {{ $value }}'}
      """;

  @Test
  void firingAlert_arrivesAndEndsWhenItsRuleIsGone(@TempDir Path directory) throws Exception {
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(Files.isExecutable(PROGRAM), "prometheus-alertmanager is not installed");
    }
    Path rules = Files.writeString(directory.resolve("rules.yml"), RULES);
    int port = freePort();
    Process alertmanager = start(directory, port);
    URI address = URI.create("http://127.0.0.1:" + port + "/");
    AlertingSettings settings =
        new AlertingSettings(List.of(rules), 15, List.of(address), List.of(), null, null, Map.of());
    try (Console console = Console.start(TestConsole.config().alerting(settings).build())) {
      URI alerts = address.resolve("api/v2/alerts");
      Await.until("the alert arrives", () -> isUp(alerts) && Http.json(alerts).size() == 1);
      JsonNode alert = Http.json(alerts).get(0);
      assertThat(alert.at("/labels/alertname").asText()).isEqualTo("LevelHigh");
      assertThat(alert.at("/labels/severity").asText()).isEqualTo("page");
      assertThat(alert.at("/annotations/summary").asText()).isEqualTo("level is 7");
      assertThat(alert.at("/generatorURL").asText()).isEqualTo(console.uri() + "/alerts/LevelHigh");
      assertThat(alert.at("/status/state").asText()).isEqualTo("active");

      Files.writeString(rules, RULES.replace("> 5", "> 8"));
      Await.until("the alert ends", () -> Http.json(alerts).isEmpty());
    } finally {
      alertmanager.destroy();
      assertThat(alertmanager.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static boolean isUp(URI uri) {
    try {
      return Http.get(uri).statusCode() == 200;
    } catch (java.io.UncheckedIOException e) {
      return false;
    }
  }

  private static Process start(Path directory, int port) throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("alertmanager.yml"),
            "route: {receiver: none}\nreceivers: [{name: none}]\n");
    return new ProcessBuilder(
            PROGRAM.toString(),
            "--config.file=" + configuration,
            "--storage.path=" + directory.resolve("alertmanager"),
            "--web.listen-address=127.0.0.1:" + port,
            "--cluster.listen-address=")
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("alertmanager.log").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
