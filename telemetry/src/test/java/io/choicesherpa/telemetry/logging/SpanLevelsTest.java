package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More is let through inside the spans that a directive names, and there alone. */
class SpanLevelsTest {

  private final LoggerContext context = new LoggerContext();
  private final Logger log = context.getLogger("org.example.Climber");
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder().addSpanProcessor(SpanLevels.of(context).spans()).build())
          .build();
  private final Tracing tracing = new Tracing(sdk);

  @BeforeEach
  void listen() {
    attach();
  }

  @AfterEach
  void close() {
    sdk.close();
  }

  @Test
  void insideANamedSpan_andInAllBelowIt_moreIsLetThrough() {
    apply("info,[climb]=debug");

    log.debug("before");
    tracing.run(
        "climb",
        span -> {
          log.debug("climbing");
          log.trace("too fine");
          tracing.run("rest", inner -> log.atDebug().addKeyValue("a", 1).log("resting"));
        });
    tracing.run("rest", span -> log.debug("resting elsewhere"));
    log.debug("after");

    assertThat(messages()).containsExactly("climbing", "resting");
  }

  @Test
  void fields_ofTheSpanOrTheUnitOfWork_areCompared() {
    apply("warn,[climb{peak=Rax,metres=2007}]=debug,[{user_id=u-1}]=info");

    for (String peak : List.of("Rax", "Schneeberg")) {
      tracing.run(
          "climb",
          span -> {
            span.setAttribute("peak", peak).setAttribute("metres", 2007);
            log.debug(peak);
          });
    }
    for (String user : List.of("u-1", "u-2")) {
      RequestContext unit = RequestContext.create("r");
      unit.setUserId(user);
      try (Scope ignored = unit.storeIn(Context.root()).makeCurrent()) {
        log.info(user);
        log.debug(user);
      }
    }

    assertThat(messages()).containsExactly("Rax", "u-1");
  }

  @Test
  void field_withoutAValue_isAnyValue() {
    apply("warn,[climb{peak}]=info");

    tracing.run("climb", span -> log.info("nowhere"));
    tracing.run(
        "climb",
        span -> {
          span.setAttribute("peak", "Rax");
          log.info("somewhere");
        });

    assertThat(messages()).containsExactly("somewhere");
  }

  @Test
  void logger_isTheOneNamedAndThoseBelow() {
    apply("info,org.example[climb]=debug");

    tracing.run(
        "climb",
        span -> {
          log.debug("below");
          context.getLogger("org.examples").debug("beside");
        });

    assertThat(messages()).containsExactly("below");
  }

  @Test
  void otherThread_withTheContext_isInsideToo() throws Exception {
    apply("info,[climb]=debug");

    tracing.<Object, Exception>call(
        "climb",
        span -> {
          Thread thread = new Thread(Context.current().wrap(() -> log.debug("elsewhere")));
          thread.start();
          thread.join();
          return span;
        });

    assertThat(messages()).containsExactly("elsewhere");
  }

  @Test
  void reset_ofLogback_leavesTheLevels() {
    apply("info,[climb]=debug");

    context.reset();
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
    attach();
    tracing.run("climb", span -> log.debug("still"));

    assertThat(messages()).containsExactly("still");
  }

  @Test
  void newSettings_takeThePlaceOfTheOld() {
    apply("info,[climb]=debug");
    apply("info");

    tracing.run("climb", span -> log.debug("no more"));

    assertThat(messages()).isEmpty();
    assertThat(context.getTurboFilterList()).isEmpty();
  }

  @Test
  void override_holdsUntilItIsTakenBack() {
    apply("info");
    try (LevelOverrides overrides = new LevelOverrides(context, Clock.systemUTC(), o -> {})) {
      LevelOverride set =
          overrides.set("[ climb {peak = Rax}]", Level.DEBUG, Duration.ofMinutes(1));
      assertThat(set).isNotNull();
      assertThat(set.logger()).isEqualTo("[climb{peak=Rax}]");

      climbRax("one");
      overrides.set("[climb{peak=Rax}]", Level.TRACE, Duration.ofMinutes(1));
      assertThat(overrides.list()).hasSize(1);
      climbRax("two");
      assertThat(overrides.reset("[climb{peak=Rax}]")).isNotNull();
      climbRax("three");
      overrides.set("[climb]", Level.DEBUG, Duration.ofMinutes(1));
    }
    climbRax("four");

    assertThat(messages()).containsExactly("one", "two");
    assertThat(context.getTurboFilterList()).isEmpty();
  }

  private void climbRax(String message) {
    tracing.run(
        "climb",
        span -> {
          span.setAttribute("peak", "Rax");
          log.debug(message);
        });
  }

  private void apply(String levels) {
    LevelFilter.parse(levels).applyTo(context);
  }

  private void attach() {
    written.setContext(context);
    written.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(written);
  }

  private List<String> messages() {
    return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
