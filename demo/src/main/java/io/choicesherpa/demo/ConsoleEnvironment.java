package io.choicesherpa.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The console's configuration in the demo, as environment variables. */
final class ConsoleEnvironment {
  private ConsoleEnvironment() {}

  /** Everything that is set outside stands, except what the demo's own ports decide. */
  static Map<String, String> of(
      Ports ports, Map<String, String> inherited, Path home, RunDirectory directory) {
    Map<String, String> variables = new HashMap<>(inherited);
    variables.put("CONSOLE_BIND_ADDRESS", "127.0.0.1");
    variables.put("CONSOLE_PORT", Integer.toString(ports.console()));
    variables.put("CONSOLE_OTLP_GRPC_PORT", Integer.toString(ports.otlpGrpc()));
    variables.put("CONSOLE_OTLP_HTTP_PORT", Integer.toString(ports.otlpHttp()));
    variables.put(
        "CONSOLE_SCRAPE_TARGETS", "choice-sherpa=http://127.0.0.1:" + ports.metrics() + "/metrics");
    variables.putIfAbsent("CONSOLE_DATA_DIR", directory.console().toString());
    variables.putIfAbsent("CONSOLE_EXTERNAL_URL", "http://localhost:" + ports.console());
    putIfThere(variables, "CONSOLE_RULE_FILES", home.resolve("stack/prometheus/rules"));
    putIfThere(variables, "CONSOLE_DASHBOARD_DIR", home.resolve("stack/grafana/dashboards"));
    putIfThere(variables, "CONSOLE_RUNBOOK_DIR", home.resolve("docs/runbook"));
    String metricsToken = inherited.getOrDefault("METRICS_TOKEN", "");
    if (!metricsToken.isEmpty()) {
      variables.put("CONSOLE_SCRAPE_TOKEN", metricsToken);
    }
    return variables;
  }

  private static void putIfThere(Map<String, String> variables, String name, Path path) {
    if (Files.exists(path)) {
      variables.putIfAbsent(name, path.toString());
    }
  }
}
