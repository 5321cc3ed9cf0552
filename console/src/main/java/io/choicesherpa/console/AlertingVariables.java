package io.choicesherpa.console;

import io.choicesherpa.console.alerting.AlertingSettings;
import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the variables of rules and alerts, noting what cannot be read. */
final class AlertingVariables {

  private final Variables in;
  private final List<Problem> problems;

  AlertingVariables(Variables in, List<Problem> problems) {
    this.in = in;
    this.problems = problems;
  }

  AlertingSettings read() {
    return new AlertingSettings(
        ruleFiles(),
        (int)
            in.number(
                "CONSOLE_RULE_INTERVAL_SECONDS", AlertingSettings.DEFAULT_RULE_INTERVAL_SECONDS),
        addresses("CONSOLE_ALERTMANAGER_URLS"),
        addresses("CONSOLE_ALERT_WEBHOOK_URLS"),
        directory("CONSOLE_RUNBOOK_DIR"),
        externalUrl(),
        externalLabels());
  }

  private List<String> list(String name) {
    List<String> entries = new ArrayList<>();
    for (String entry : in.text(name, "").split(",", -1)) {
      if (!entry.isBlank()) {
        entries.add(entry.strip());
      }
    }
    return entries;
  }

  private List<Path> ruleFiles() {
    List<Path> files = new ArrayList<>();
    for (String entry : list("CONSOLE_RULE_FILES")) {
      Path path = path(entry);
      if (path != null && Files.exists(path)) {
        files.add(path);
      } else {
        problems.add(
            new Problem("CONSOLE_RULE_FILES", entry, "wants files or directories that are there"));
      }
    }
    return files;
  }

  /** Null when it is not set. */
  @Nullable Path directory(String name) {
    String text = in.text(name, "");
    if (text.isEmpty()) {
      return null;
    }
    Path path = path(text);
    if (path == null || !Files.isDirectory(path)) {
      problems.add(new Problem(name, text, "wants a directory that is there"));
    }
    return path;
  }

  private static @Nullable Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** What is wrong is not repeated: addresses of webhooks hold secrets. */
  private List<URI> addresses(String name) {
    List<URI> addresses = new ArrayList<>();
    for (String entry : list(name)) {
      URI uri = httpAddress(entry);
      if (uri == null) {
        problems.add(
            new Problem(name, Problem.HIDDEN, "wants http://… or https://…, separated by commas"));
      } else {
        addresses.add(uri);
      }
    }
    return addresses;
  }

  private @Nullable String externalUrl() {
    String text = in.text("CONSOLE_EXTERNAL_URL", "");
    if (text.isEmpty()) {
      return null;
    }
    if (httpAddress(text) == null) {
      problems.add(new Problem("CONSOLE_EXTERNAL_URL", text, "wants http://… or https://…"));
    }
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static @Nullable URI httpAddress(String text) {
    try {
      URI uri = URI.create(text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return http && uri.getHost() != null ? uri : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private Map<String, String> externalLabels() {
    Map<String, String> labels = new TreeMap<>();
    for (String entry : list("CONSOLE_EXTERNAL_LABELS")) {
      int equals = entry.indexOf('=');
      if (equals < 1) {
        problems.add(
            new Problem("CONSOLE_EXTERNAL_LABELS", entry, "wants name=value, separated by commas"));
      } else {
        labels.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return labels;
  }
}
