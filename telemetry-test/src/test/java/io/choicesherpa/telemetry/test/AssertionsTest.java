package io.choicesherpa.telemetry.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.Level;

/** Every assertion on the same small story: what holds of it, and what is said of what does not. */
class AssertionsTest {

  private static final TelemetryCapture TELEMETRY =
      TelemetryCapture.builder().metrics(Hikes.CATALOGUE).start();

  /**
   * An assertion, and the parts of the message when it fails.
   *
   * @param message empty for one that holds
   */
  record Case(String name, Consumer<TelemetryAssert> assertion, List<String> message) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void tellTheStory() {
    Hikes hikes = new Hikes(TELEMETRY);
    try (RequestScope request = TELEMETRY.request("req-1").userId("u-1")) {
      hikes.climb("u-1");
    }
    TELEMETRY
        .tracing()
        .run(
            "fall",
            span -> {
              span.addLink(hike(0).data().getSpanContext());
              hikes.fall();
            });
  }

  @AfterAll
  static void end() {
    TELEMETRY.close();
  }

  @ParameterizedTest
  @MethodSource({"spansThatAre", "linesThatAre", "metricsThatAre"})
  void assertion_thatHolds_isSilent(Case told) {
    assertThatCode(() -> told.assertion().accept(assertThat(TELEMETRY))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource({"spansThatAreNot", "linesThatAreNot", "metricsThatAreNot"})
  void assertion_thatDoesNotHold_saysWhatWasThereInstead(Case told) {
    assertThatThrownBy(() -> told.assertion().accept(assertThat(TELEMETRY)))
        .isInstanceOf(AssertionError.class)
        .message()
        .contains(told.message());
  }

  static Stream<Case> spansThatAre() {
    return Stream.of(
        of("attribute", t -> climbed().hasAttribute("person", "u-1")),
        of("number", t -> climbed().hasAttribute("stops", 2)),
        of("key", t -> climbed().hasAttribute(AttributeKey.longKey("stops"), 2L)),
        of("no attribute", t -> climbed().hasNoAttribute("weather")),
        of("kind", t -> climbed().hasKind(SpanKind.INTERNAL)),
        of("root", t -> climbed().isRoot()),
        of("event", t -> climbed().hasEvent("set_out")),
        of("fine", t -> climbed().hasNotFailed().isSampled()),
        of("child by name", t -> t.span("climb").isChildOf("hike")),
        of("child", t -> t.span("climb").isChildOf(hike(0))),
        of("below", t -> t.span("climb").isBelow("hike")),
        of("parent id", t -> t.span("climb").hasParentSpanId(hike(0).spanId())),
        of("trace", t -> t.span("climb").hasTraceIdOf(hike(0)).hasTraceId(hike(0).traceId())),
        of("failed", t -> fell().hasFailed().hasException(IllegalStateException.class)),
        of("several", t -> t.spans("hike").hasSize(2)),
        of("link", t -> t.span("fall").hasLinkTo(hike(0))),
        of("no span", t -> t.hasNoSpan("swim")),
        of("secret", t -> t.doesNotReveal("swimming")));
  }

  static Stream<Case> spansThatAreNot() {
    String climb = "\nThe span: hike [INTERNAL, trace ";
    return Stream.of(
        of(
            "none",
            t -> t.span("swim"),
            "Expected one span 'swim', but there are 0.\nCaptured spans:\n  hike [INTERNAL, trace ",
            "\n    climb [INTERNAL, trace "),
        of("two", t -> t.span("hike"), "Expected one span 'hike', but there are 2."),
        of(
            "attribute",
            t -> climbed().hasAttribute("person", "u-2"),
            "Expected of span 'hike': attribute person=u-2." + climb,
            "{person=u-1, stops=2}\nIts events:\n  set_out {}"),
        of("number", t -> climbed().hasAttribute("stops", 3), "attribute stops=3"),
        of("type", t -> climbed().hasAttribute("stops", "2"), "attribute stops=2"),
        of(
            "key",
            t -> climbed().hasAttribute(AttributeKey.stringKey("stops"), "2"),
            "attribute stops=2 of type STRING"),
        of("no attribute", t -> climbed().hasNoAttribute("person"), "no attribute person"),
        of("kind", t -> climbed().hasKind(SpanKind.SERVER), "kind SERVER"),
        of("root", t -> t.span("climb").isRoot(), "no parent, not 'hike'"),
        of("event", t -> climbed().hasEvent("arrived"), "event 'arrived'"),
        of("link", t -> climbed().hasLinkTo(hike(1)), "a link to hike [INTERNAL", "it has []"),
        of("failed", t -> climbed().hasFailed(), "status ERROR, not UNSET"),
        of("not failed", t -> fell().hasNotFailed(), "no status ERROR"),
        of(
            "exception",
            t -> fell().hasException(RuntimeException.class),
            "exception java.lang.RuntimeException",
            "exception {exception.message=slippery, exception.stacktrace=java.lang.IllegalStateExc",
            "exception.type=java.lang.IllegalStateException}"),
        of("no parent", t -> climbed().isChildOf("walk"), "parent 'walk', but it has none"),
        of("parent", t -> t.span("climb").isChildOf("walk"), "parent 'walk', not 'hike'"),
        of("other parent", t -> t.span("climb").isChildOf(hike(1)), "parent hike [", "not 'hike'"),
        of("below", t -> t.span("climb").isBelow("walk"), "'walk' above it, above it: 'hike'"),
        of("parent id", t -> climbed().hasParentSpanId("00f067aa0ba902b7"), "parent span 00f067"),
        of("trace", t -> climbed().hasTraceId("4bf92f"), "trace 4bf92f"),
        of("trace of", t -> climbed().hasTraceIdOf(hike(1)), "the trace of hike ["),
        of("sampled", t -> climbed().isNotSampled(), "not to be sampled"),
        of("no span", t -> t.hasNoSpan("climb"), "Expected no span 'climb', but there is.\nCapt"),
        of(
            "secret",
            t -> t.doesNotReveal("On the way"),
            "Expected 'On the way' nowhere, but it is in:\n  log line {\"timestamp\""),
        of(
            "secret label",
            t -> t.doesNotReveal("\"winter\""),
            "metric hikes_total{outcome=\"failed\",season=\"winter\"} 1.0"));
  }

  static Stream<Case> linesThatAre() {
    return Stream.of(
        of("message", t -> t.log().withMessage("Setting out").hasCount(1).isPresent()),
        of("part", t -> t.log().withMessageContaining("to the top").hasCount(1)),
        of("level", t -> t.log().withLevel(Level.WARN).isInSpan("climb")),
        of("logger", t -> t.log().fromLogger(Hikes.class).hasCount(3)),
        of("package", t -> t.log().fromLogger("io.choicesherpa").hasCount(3)),
        of("field", t -> t.log().withField("height", 1500).hasField("height", 1500L)),
        of("no field", t -> t.log().withMessage("Fell").hasNoField("height")),
        of("span", t -> t.log().withMessage("Setting out").isInSpan(hike(0))),
        of("trace", t -> t.log().withMessage("Setting out").hasTraceIdOf(hike(0))),
        of("trace id", t -> t.log().withMessage("Fell").hasTraceId(hike(1).traceId())),
        of("user", t -> t.log().withMessage("Setting out").hasUserId("u-1").hasRequestId("req-1")),
        of("pointer", t -> t.log().withMessage("Setting out").hasValue("/span/person", "u-1")),
        of("error", t -> t.log().withMessage("Fell").hasError(IllegalStateException.class)),
        of("absent", t -> t.log().withMessage("Swimming").isAbsent()));
  }

  static Stream<Case> linesThatAreNot() {
    return Stream.of(
        of(
            "message",
            t -> t.log().withMessage("Swimming").isPresent(),
            "Expected a line with message 'Swimming', but there is none.\nCaptured lines:\n  {",
            "\"message\":\"Setting out\""),
        of(
            "narrowed twice",
            t -> t.log().withLevel(Level.ERROR).withMessage("Setting out").hasUserId("u-1"),
            "Expected a line with level ERROR and message 'Setting out', but there is none."),
        of(
            "absent",
            t -> t.log().fromLogger("io.choicesherpa").withLevel(Level.WARN).isAbsent(),
            "Expected no line with logger io.choicesherpa and level WARN, but there is.",
            "On the way"),
        of(
            "count",
            t -> t.log().fromLogger(Hikes.class).hasCount(2),
            "Expected 2 lines with logger " + Hikes.class.getName() + ", but there are 3."),
        of(
            "every line",
            t -> t.log().fromLogger(Hikes.class).hasUserId("u-1"),
            "Expected of every line with logger ",
            ": /user_id = u-1, but 1 of 3 differ.\nCaptured lines:\n  {",
            "Fell"),
        of("nothing at all", t -> t.log().withField("x", 1).hasSessionId("s"), "with field x=1"),
        of("field", t -> t.log().withMessage("Fell").hasField("height", 1), "/fields/height = 1"),
        of("no field", t -> t.log().withLevel(Level.WARN).hasNoField("height"), "no /fields/hei"),
        of("span", t -> t.log().withMessage("Fell").isInSpan("climb"), "/span/name = climb"),
        of("this span", t -> t.log().withMessage("Fell").isInSpan(hike(0)), "/span_id = "),
        of("trace", t -> t.log().withMessage("Fell").hasTraceIdOf(hike(0)), "/trace_id = "),
        of("request", t -> t.log().withMessage("Fell").hasRequestId("req-1"), "/request_id = "),
        of(
            "error",
            t -> t.log().withMessage("Fell").hasError(RuntimeException.class),
            "/error/type = java.lang.RuntimeException"));
  }

  static Stream<Case> metricsThatAre() {
    return Stream.of(
        of("sum", t -> t.metric("hikes_total").increasedBy(2).hasValue(2)),
        of("part", t -> t.metric("hikes_total").withLabels("season", "winter").increasedBy(1)),
        of("series", t -> hikes(t, "summer", "ok").increasedBy(1).isPresent()),
        of("least", t -> hikes(t, "summer", "ok").increasedByAtLeast(1)),
        of("zero", t -> hikes(t, "summer", "failed").isPresent().didNotIncrease()),
        of("absent", t -> hikes(t, "spring", "ok").isAbsent()),
        of("observations", t -> t.metric("hike_height_metres").increasedBy(1)),
        of("count", t -> t.metric("hike_height_metres_count").increasedBy(1)),
        of("sum of", t -> t.metric("hike_height_metres_sum").increasedBy(1500)),
        of(
            "no series yet",
            t -> t.metric("http_requests_total").withLabels("method", "GET").didNotIncrease()));
  }

  static Stream<Case> metricsThatAreNot() {
    return Stream.of(
        of(
            "no such",
            t -> t.metric("swims_total"),
            "Expected a metric 'swims_total', but there are only these:",
            "\n  hikes_total\n"),
        of(
            "no such label",
            t -> t.metric("hikes_total").withLabels("weather", "rain"),
            "Expected metric 'hikes_total' to have the labels [weather], but it has [outcome, season]."),
        of(
            "no such label, no series yet",
            t -> t.metric("http_requests_total").withLabels("route", "/"),
            "to have the labels [route], but it has [method, path, status]."),
        of(
            "no such label of a sum",
            t -> t.metric("hike_height_metres_sum").withLabels("season", "summer"),
            "to have the labels [season], but it has []."),
        of(
            "increase",
            t -> hikes(t, "summer", "ok").increasedBy(3),
            "Expected hikes_total{outcome=\"ok\", season=\"summer\"} to increase by 3, but it is 1,"
                + " 0 at the start.\nAll series of hikes_total:\n",
            "\n  hikes_total{outcome=\"failed\", season=\"winter\"} 1 (0 at the start)"),
        of("least", t -> hikes(t, "summer", "ok").increasedByAtLeast(1.5), "by at least 1.5, but"),
        of("none", t -> hikes(t, "summer", "ok").didNotIncrease(), "not to increase, but it is 1,"),
        of("value", t -> hikes(t, "summer", "ok").hasValue(0), "to be 0, but it is 1,"),
        of("present", t -> hikes(t, "spring", "ok").isPresent(), "to be there, but it is not th"),
        of("absent", t -> hikes(t, "summer", "ok").isAbsent(), "not to be there, but it is 1,"),
        of(
            "no series yet",
            t -> t.metric("http_requests_total").increasedBy(1),
            "Expected http_requests_total to increase by 1, but it is not there, 0 at the start.\n"
                + "It has no series."));
  }

  @Test
  void labels_withoutAValue_areRefused() {
    MetricAssert metric = assertThat(TELEMETRY).metric("hikes_total");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric.withLabels("season", "summer", "outcome"))
        .withMessage("label 'outcome' has no value");
  }

  @Test
  void pointer_withoutASlash_isRefused() {
    LogAssert lines = assertThat(TELEMETRY).log();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> lines.hasValue("message", "x"))
        .withMessage("pointer 'message' does not start with /");
  }

  @Test
  void description_ofTheCaller_standsFirst() {
    TelemetryAssert atSea = assertThat(TELEMETRY).as("at sea");

    assertThatThrownBy(() -> atSea.log().withMessage("Swimming").isPresent())
        .hasMessageStartingWith("[at sea] Expected a line");
    assertThatThrownBy(() -> atSea.metric("hikes_total").withLabels("season", "x").isPresent())
        .hasMessageStartingWith("[at sea] Expected hikes_total");
    assertThatThrownBy(() -> atSea.span("climb").isRoot())
        .hasMessageStartingWith("[at sea] Expected of span");
  }

  private static Case of(String name, Consumer<TelemetryAssert> assertion, String... message) {
    return new Case(name, assertion, List.of(message));
  }

  private static CapturedSpan hike(int index) {
    return TELEMETRY.spans("hike").get(index);
  }

  private static SpanAssert climbed() {
    return assertThat(hike(0));
  }

  private static SpanAssert fell() {
    return assertThat(hike(1));
  }

  private static MetricAssert hikes(TelemetryAssert t, String season, String outcome) {
    return t.metric("hikes_total").withLabels("season", season, "outcome", outcome);
  }
}
