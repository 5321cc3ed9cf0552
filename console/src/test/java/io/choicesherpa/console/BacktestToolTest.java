package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.console.alerting.BacktestTool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code ./backtest} against a running console. */
class BacktestToolTest {

  private static final String TOKEN = "0123456789abcdef";
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
  private static final String RULES =
      """
      groups:
        - name: past
          rules:
            - alert: Wave
              expr: vector(time() % 3600) < 600
              for: 2m
              labels: {severity: page}
              annotations: {summary: 'the wave is at {{ $value }}'}
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path directory;

  @Test
  void ruleFile_isRunOverTheTimeAskedFor() throws IOException, InterruptedException {
    Path rules = Files.writeString(directory.resolve("rules.yml"), RULES);
    try (Console console = Console.start(TestConsole.config().token(TOKEN).build())) {
      int code =
          run(
              "--since",
              "90m",
              "--console=" + console.uri() + "/",
              "--alert",
              "Wave",
              rules.toString());
      assertThat(text(err)).isEmpty();
      assertThat(code).isZero();
    }
    assertThat(text(out))
        .isEqualTo(
            """
            %s:
              Wave{severity="page"}: pending 2026-03-01T11:00:00Z, fired 2026-03-01T11:02:00Z, resolved 2026-03-01T11:10:00Z - the wave is at 585
              Wave{severity="page"}: pending 2026-03-01T12:00:00Z, never fired, goes on - the wave is at 0
              2 alerts, 1 fired, in 361 evaluations
            """
                .formatted(rules));
  }

  @Test
  void whatTheConsoleRefuses_isToldWithTheFile() throws IOException, InterruptedException {
    Path broken = Files.writeString(directory.resolve("broken.yml"), "groups: 7");
    try (Console console = Console.start(TestConsole.config().token(TOKEN).build())) {
      String uri = console.uri().toString();
      assertThat(run("--console", uri, broken.toString(), directory.resolve("none.yml").toString()))
          .isEqualTo(1);
    }
    assertThat(text(err))
        .contains("broken.yml: rules:1:9: a list is wanted for groups")
        .contains("none.yml: ");
  }

  @Test
  void consoleThatIsNotThere_isNamed() throws IOException, InterruptedException {
    Path rules = Files.writeString(directory.resolve("rules.yml"), RULES);
    assertThat(run("--console", "http://127.0.0.1:1", rules.toString())).isEqualTo(1);
    assertThat(text(err)).contains("no console answers at http://127.0.0.1:1");
  }

  @Test
  void ruleFileThatIsNotThere_isSaidToBeMissing() throws InterruptedException {
    Path missing = directory.resolve("missing.yml");

    assertThat(run(missing.toString())).isEqualTo(1);
    assertThat(text(err)).contains(missing + ": no such file");
  }

  @Test
  void argumentsThatMakeNoSense_areNamed() throws InterruptedException {
    assertThat(run("--sinse", "1h", "x.yml")).isEqualTo(64);
    assertThat(run("--since")).isEqualTo(64);
    assertThat(run("--since", "soon", "x.yml")).isEqualTo(64);
    assertThat(run("--from", "yesterday", "x.yml")).isEqualTo(64);
    assertThat(run()).isEqualTo(64);
    assertThat(text(err))
        .contains("unknown option --sinse")
        .contains("--since wants a value")
        .contains("not a duration: \"soon\"")
        .contains("--from wants a time such as 2026-03-01T10:00:00Z: yesterday")
        .contains("a rule file is wanted");
    assertThat(run("--help")).isZero();
    assertThat(text(out)).startsWith("usage: ./backtest");
  }

  private int run(String... args) throws InterruptedException {
    return new BacktestTool(
            Map.of("CONSOLE_TOKEN", TOKEN),
            NOON,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(args);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
