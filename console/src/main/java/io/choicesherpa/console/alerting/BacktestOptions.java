package io.choicesherpa.console.alerting;

import io.choicesherpa.console.template.PrometheusDuration;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code ./backtest} is told.
 *
 * @param console where the console is, without a slash at the end
 * @param alert the only alert to run; empty for all
 */
record BacktestOptions(
    String console, long startMillis, long endMillis, String alert, List<Path> files) {

  static final String USAGE =
      """
      usage: ./backtest [options] RULE-FILE...
      Runs Prometheus rule files over what a running console keeps: which alerts there
      would have been, and when.

        --since DURATION  how far to go back from the end, such as 30m, 6h, 2d (1h)
        --from TIME       the start instead, such as 2026-03-01T10:00:00Z
        --to TIME         the end (now)
        --alert NAME      only this alert, with all recording rules
        --console URL     the console (http://127.0.0.1:3000); CONSOLE_TOKEN is sent along""";

  private static final long DEFAULT_SINCE_MILLIS = 3_600_000;

  BacktestOptions {
    files = List.copyOf(files);
  }

  static BacktestOptions parse(String[] args, Clock clock) {
    String console = "http://127.0.0.1:3000";
    String alert = "";
    long since = DEFAULT_SINCE_MILLIS;
    long from = -1;
    long to = clock.millis();
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      String option = args[i];
      if (!option.startsWith("--")) {
        files.add(Path.of(option));
        continue;
      }
      if (option.equals("--help")) {
        return new BacktestOptions(console, 0, 0, "", List.of());
      }
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      if (equals < 0 && i + 1 >= args.length) {
        throw new IllegalArgumentException(option + " wants a value");
      }
      String value = equals < 0 ? args[++i] : option.substring(equals + 1);
      switch (name) {
        case "--since" -> since = PrometheusDuration.millis(value);
        case "--from" -> from = time(name, value);
        case "--to" -> to = time(name, value);
        case "--alert" -> alert = value;
        case "--console" -> console = value.replaceFirst("/+$", "");
        default -> throw new IllegalArgumentException("unknown option " + name);
      }
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a rule file is wanted");
    }
    return new BacktestOptions(console, from < 0 ? to - since : from, to, alert, files);
  }

  private static long time(String option, String text) {
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          option + " wants a time such as 2026-03-01T10:00:00Z: " + text, e);
    }
  }
}
