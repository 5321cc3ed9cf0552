package io.choicesherpa.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/** What a person wants to know once all is ready, and nothing else. */
final class ReadyText {
  private ReadyText() {}

  static String of(
      Ports ports, DemoOptions options, RunDirectory directory, Path home, long seconds) {
    String people =
        switch (options.people()) {
          case 0 -> "nobody is at work";
          case 1 -> "one simulated person is at work";
          default -> options.people() + " simulated people are at work";
        };
    String end =
        options
            .runFor()
            .map(time -> "by itself in " + words(time) + ", or Ctrl-C")
            .orElse("Ctrl-C");
    return """

        Ready after %d s; %s.

          Console   http://127.0.0.1:%d
          Backend   http://127.0.0.1:%d
          Metrics   http://127.0.0.1:%d/metrics
          Log       %s
          Stop      %s

        """
            .formatted(
                seconds,
                people,
                ports.console(),
                ports.backend(),
                ports.metrics(),
                home.relativize(directory.log("choice-sherpa.jsonl")),
                end)
        + fromTheStart(options);
  }

  /** The others tell of themselves as they begin. */
  private static String fromTheStart(DemoOptions options) {
    return options.faults().stream()
        .filter(fault -> !fault.isWhileRunning())
        .map(fault -> "Fault on, " + fault.words() + "\n")
        .collect(Collectors.joining());
  }

  private static String words(Duration time) {
    if (time.toSecondsPart() != 0 || time.toMinutes() == 0) {
      return time.toSeconds() + " s";
    }
    return time.toMinutes() + " min";
  }
}
