package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelFilterTest {
  private final LoggerContext context = new LoggerContext();

  @Test
  void singleLevel_isForAll() {
    LevelFilter.parse("WARN").applyTo(context);
    assertThat(context.getLogger("any.logger").getEffectiveLevel()).isEqualTo(Level.WARN);
  }

  @Test
  void namedLoggers_haveTheirOwnLevelAndTheMoreExactNameWins() {
    LevelFilter.parse(" info , io.choicesherpa=debug,io.choicesherpa.backend.web = trace,org=off")
        .applyTo(context);
    assertThat(level("com.example")).isEqualTo(Level.INFO);
    assertThat(level("io.choicesherpa.console")).isEqualTo(Level.DEBUG);
    assertThat(level("io.choicesherpa.backend.web.Filter")).isEqualTo(Level.TRACE);
    assertThat(level("org.apache")).isEqualTo(Level.OFF);
  }

  @Test
  void loggerOrSpanWithoutALevel_isForTrace() {
    LevelFilter filter = LevelFilter.parse("warn,io.choicesherpa,[climb]");

    assertThat(filter).hasToString("warn,io.choicesherpa=trace,[climb]=trace");
  }

  @Test
  void spans_areReadWithTheirFields() {
    String text =
        "info,[climb]=debug,a.b[climb{user_id=u-1,tier}]=trace,"
            + "[\"GET /hikes/{id}\"{http.route=\"/a,b\"}]=debug,[{user_id=u-1}]=debug";

    LevelFilter filter = LevelFilter.parse(text);

    assertThat(filter.levels()).isEmpty();
    assertThat(filter.spans())
        .extracting(SpanDirective::span)
        .containsExactly("climb", "climb", "GET /hikes/{id}", null);
    assertThat(filter.spans().get(1).logger()).isEqualTo("a.b");
    assertThat(filter.spans().get(1).fields()).containsEntry("user_id", "u-1").hasSize(2);
    assertThat(filter.spans().get(2).fields()).containsEntry("http.route", "/a,b");
    assertThat(LevelFilter.parse(filter.toString())).hasToString(filter.toString());
  }

  @Test
  void bracketAfterADot_belongsToALoggersName() {
    assertThat(LevelFilter.parse("org.C.[Tomcat].[localhost].[/]=warn").levels())
        .containsEntry("org.C.[Tomcat].[localhost].[/]", Level.WARN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]=debug", "[climb=debug", "[climb{]=debug", "[climb{a=}b]=debug", "[climb{a,a}]=debug",
        "[climb]x=debug", "[climb]=off", "[climb]=loud", "a b[climb]=debug", "[\"climb]=debug",
        "[climb]=debug,[climb]=trace"
      })
  void spans_thatMakeNoSense_areRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> LevelFilter.parse(text));
  }

  @Test
  void filterWithoutALevelForAll_leavesInfo() {
    assertThat(LevelFilter.parse("io.choicesherpa=debug").root()).isEqualTo(Level.INFO);
  }

  @Test
  void toString_isTheFilterAgain() {
    LevelFilter filter = LevelFilter.parse("Warn, a.b = DEBUG ,c=off");
    assertThat(filter).hasToString("warn,a.b=debug,c=off");
    assertThat(LevelFilter.parse(filter.toString())).hasToString("warn,a.b=debug,c=off");
  }

  @Test
  void everyMistake_isNamedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LevelFilter.parse("inof,a..b=debug,c=loud,,d=info,d=warn,audit=off"))
        .withMessage(
            "\"inof\" is neither a level (trace, debug, info, warn, error or off) nor logger=level"
                + " such as io.choicesherpa=debug;"
                + " \"a..b\" in \"a..b=debug\" is no logger name: expected names parted by dots such"
                + " as io.choicesherpa;"
                + " \"loud\" in \"c=loud\" is no level: expected trace, debug, info, warn, error or"
                + " off;"
                + " an empty directive between commas;"
                + " \"d\" is named twice;"
                + " \"audit=off\" names the audit trail, which is never filtered");
  }

  @Test
  void secondLevelForAll_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LevelFilter.parse("info,debug"))
        .withMessage("\"debug\" is a second level for all loggers");
  }

  @Test
  void blankText_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LevelFilter.parse("  "))
        .withMessage("empty: expected a level (trace, debug, info, warn, error or off)");
  }

  @Test
  void hostileText_isShownBoundedAndOnOneLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LevelFilter.parse("x\ny".repeat(1000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300).doesNotContain("\n"));
  }

  private Level level(String logger) {
    return context.getLogger(logger).getEffectiveLevel();
  }
}
