package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.spring.Harness.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * W3C Trace Context, Level 1 and 2, and Baggage: what a service with nothing but the starter makes
 * of the headers that it gets, as seen by the service that it calls. Over real HTTP.
 */
@Timeout(60)
class TraceContextConformanceTest {

  private static final String TRACE = "12345678901234567890123456789012";
  private static final String PARENT = "1234567890123456";
  private static final String VALID = "traceparent: 00-" + TRACE + "-" + PARENT + "-01";

  private static Harness harness;
  private static ConfigurableApplicationContext service;
  private static int port;

  @BeforeAll
  static void start() {
    harness = new Harness();
    service =
        new SpringApplication(RelayApplication.class)
            .run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--METRICS_PORT=0",
                "--OTLP_ENDPOINT=none",
                "--LOG_LEVEL=warn");
    port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @AfterAll
  static void stop() {
    service.close();
    harness.close();
  }

  @Test
  void traceparent_missing_startsATrace() {
    assertThat(send().traceId()).isNotEqualTo(TRACE);
  }

  @Test
  void traceparent_valid_isContinuedWithAParentOfItsOwn() {
    Received call = send(VALID);

    assertThat(call.traceId()).isEqualTo(TRACE);
    assertThat(call.parentId()).isNotEqualTo(PARENT);
    assertThat(call.flags()).isEqualTo("01");
    assertThat(call.body()).isEqualTo("[{\"a\":1}]");
  }

  @Test
  void calls_ofOneRequest_areOneTraceWithAParentEach() {
    List<Received> continued = harness.send(port, 3, VALID);
    List<Received> started = harness.send(port, 3);

    assertThat(continued).extracting(Received::traceId).containsOnly(TRACE);
    assertThat(continued).extracting(Received::parentId).doesNotHaveDuplicates();
    assertThat(started)
        .extracting(Received::traceId)
        .hasSize(3)
        .containsOnly(started.get(0).traceId());
    assertThat(started).extracting(Received::parentId).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TraceParent", "TrAcEpArEnT", "TRACEPARENT"})
  void traceparent_inAnyCase_isTaken(String name) {
    assertThat(send(name + ": 00-" + TRACE + "-" + PARENT + "-01").traceId()).isEqualTo(TRACE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trace-parent", "trace.parent", "trace_parent"})
  void traceparent_underAnotherName_isNotTaken(String name) {
    assertThat(send(name + ": 00-" + TRACE + "-" + PARENT + "-01").traceId()).isNotEqualTo(TRACE);
  }

  @ParameterizedTest
  @ValueSource(strings = {" \t", "\t", "   "})
  void traceparent_withBlanksAround_isTaken(String blanks) {
    String value = "00-" + TRACE + "-" + PARENT + "-01";

    assertThat(send("traceparent:" + blanks + value + blanks).traceId()).isEqualTo(TRACE);
  }

  @Test
  void traceparent_twice_startsATrace() {
    String other = "12345678901234567890123456789011";
    Received call =
        send(VALID, "traceparent: 00-" + other + "-" + PARENT + "-01", "tracestate: a=1");

    assertThat(call.traceId()).isNotIn(TRACE, other);
    assertThat(call.header("tracestate")).isEmpty();
  }

  static List<String> malformed() {
    List<String> values =
        new ArrayList<>(
            List.of(
                "00-" + TRACE + "-" + PARENT + "-01.",
                "00-" + TRACE + "-" + PARENT + "-01-what-the-future-will-be-like",
                "cc-" + TRACE + "-" + PARENT + "-01.what-the-future-will-be-like",
                "ff-" + TRACE + "-" + PARENT + "-01",
                "",
                "00",
                "00-" + TRACE,
                "00-" + TRACE + "-" + PARENT,
                "00-" + "0".repeat(32) + "-" + PARENT + "-01",
                "00-" + TRACE + "-" + "0".repeat(16) + "-01",
                "00-" + TRACE + "3-" + PARENT + "-01",
                "00-" + TRACE.substring(1) + "-" + PARENT + "-01",
                "00-" + TRACE + "-" + PARENT + "7-01",
                "00-" + TRACE + "-" + PARENT.substring(1) + "-01",
                "00-" + TRACE + "-" + PARENT + "-001",
                "00-" + TRACE + "-" + PARENT + "-1",
                "00-" + TRACE + "-" + PARENT + "-.0",
                "00-" + TRACE + "-" + PARENT + "-0.",
                "00_" + TRACE + "_" + PARENT + "_01",
                "00-" + "ABCDEF" + TRACE.substring(6) + "-" + PARENT + "-01",
                "00-" + TRACE + "-" + "ABCDEF" + PARENT.substring(6) + "-01",
                "00-.2345678901234567890123456789012-" + PARENT + "-01",
                "00-1234567890123456789012345678901.-" + PARENT + "-01",
                "00-" + TRACE + "-.234567890123456-01",
                "00-" + TRACE + "-123456789012345.-01"));
    for (String version : List.of(".0", "0.", "000", "0000", "0", "")) {
      values.add(version + "-" + TRACE + "-" + PARENT + "-01");
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void traceparent_malformed_startsATraceAndDropsTheState(String value) {
    Received call = send("traceparent: " + value, "tracestate: foo=1");

    assertThat(call.traceId()).isNotEqualTo(TRACE);
    assertThat(call.header("tracestate")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-what-the-future-will-be-like", "-"})
  void traceparent_ofAHigherVersion_isReadAsFarAsKnown(String more) {
    assertThat(send("traceparent: cc-" + TRACE + "-" + PARENT + "-01" + more).traceId())
        .isEqualTo(TRACE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "01", "02", "03"})
  void flags_sampledAndRandom_goOn(String flags) {
    assertThat(send("traceparent: 00-" + TRACE + "-" + PARENT + "-" + flags).flags())
        .isEqualTo(flags);
  }

  @Test
  void flags_unknown_areSetToZero() {
    Received call = send("traceparent: 00-" + TRACE + "-" + PARENT + "-ff");

    assertThat(call.traceId()).isEqualTo(TRACE);
    assertThat(call.flags()).isEqualTo("03");
  }

  @Test
  void flags_ofATraceBegunHere_sayThatItsIdIsRandom() {
    assertThat(Integer.parseInt(send().flags(), 16) & 2).isEqualTo(2);
  }

  @Test
  void tracestate_withoutTraceparent_isDropped() {
    assertThat(send("tracestate: foo=1,bar=2").header("tracestate")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tracestate", "TraceState", "TRACESTATE"})
  void tracestate_valid_goesOnInItsOrder(String name) {
    assertThat(state(name + ": foo=1,bar=2")).isEqualTo("foo=1,bar=2");
  }

  @Test
  void tracestate_underAnotherName_isNotTaken() {
    assertThat(state("trace-state: foo=1")).isNull();
  }

  @Test
  void tracestate_inSeveralHeaders_isOneInTheirOrder() {
    assertThat(state("tracestate: foo=1,bar=2", "tracestate: rojo=1,congo=2", "tracestate: baz=3"))
        .isEqualTo("foo=1,bar=2,rojo=1,congo=2,baz=3");
  }

  @Test
  void tracestate_emptyMembersAndHeaders_areNothing() {
    assertThat(state("tracestate:")).isNull();
    assertThat(state("tracestate: foo=1", "tracestate:")).isEqualTo("foo=1");
    assertThat(state("tracestate:", "tracestate: foo=1")).isEqualTo("foo=1");
    assertThat(state("tracestate: foo=1,,bar=2, ,")).isEqualTo("foo=1,bar=2");
  }

  @Test
  void tracestate_blanksAroundMembers_areNothing() {
    assertThat(state("tracestate: \t foo=1 \t , \t bar=2, \t baz=3 \t "))
        .isEqualTo("foo=1,bar=2,baz=3");
  }

  @Test
  void tracestate_keyTwice_keepsTheFirst() {
    assertThat(state("tracestate: foo=1,foo=1")).isEqualTo("foo=1");
    assertThat(state("tracestate: foo=1,bar=2,foo=3")).isEqualTo("foo=1,bar=2");
    assertThat(state("tracestate: foo=1", "tracestate: foo=2")).isEqualTo("foo=1");
  }

  @Test
  void tracestate_allAllowedCharacters_goOn() {
    String letters = "abcdefghijklmnopqrstuvwxyz0123456789_-*/";
    String value =
        IntStream.rangeClosed(0x20, 0x7e)
            .filter(c -> c != ',' && c != '=')
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    String member = letters + "=x" + value;

    assertThat(state("tracestate: " + member)).isEqualTo(member);
    assertThat(state("tracestate: " + letters + "@a-z0-9_-*/=x" + value))
        .isEqualTo(letters + "@a-z0-9_-*/=x" + value);
    assertThat(state("tracestate: 0tenant@system=1")).isEqualTo("0tenant@system=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo =1",
        "FOO=1",
        "foo.bar=1",
        "foo@=1,bar=2",
        "@foo=1,bar=2",
        "foo@@bar=1,bar=2",
        "foo@bar@baz=1,bar=2",
        "foo=bar=baz",
        "foo=,bar=3",
        "foo,bar=2",
        "=1"
      })
  void tracestate_invalidMember_dropsAllOfItAndKeepsTheTrace(String value) {
    Received call = send(VALID, "tracestate: " + value);

    assertThat(call.traceId()).isEqualTo(TRACE);
    assertThat(call.header("tracestate")).isEmpty();
  }

  @Test
  void tracestate_keysUpToTheirLimits_goOn() {
    String key = "z".repeat(256);
    String tenant = "t".repeat(241) + "@" + "v".repeat(14);

    assertThat(state("tracestate: foo=1," + key + "=1")).isEqualTo("foo=1," + key + "=1");
    assertThat(state("tracestate: foo=1," + tenant + "=1")).isEqualTo("foo=1," + tenant + "=1");
    String value = "v".repeat(256);
    assertThat(state("tracestate: foo=" + value)).isEqualTo("foo=" + value);
  }

  @Test
  void tracestate_beyondTheirLimits_isDropped() {
    assertThat(state("tracestate: foo=1," + "z".repeat(257) + "=1")).isNull();
    assertThat(state("tracestate: foo=1," + "t".repeat(242) + "@v=1")).isNull();
    assertThat(state("tracestate: foo=1,t@" + "v".repeat(15) + "=1")).isNull();
    assertThat(state("tracestate: foo=" + "v".repeat(257))).isNull();
  }

  @Test
  void tracestate_upTo32Members_goesOn() {
    assertThat(state("tracestate: " + members(1, 32))).isEqualTo(members(1, 32));
    assertThat(state("tracestate: " + members(1, 10), "tracestate: " + members(11, 32)))
        .isEqualTo(members(1, 32));
  }

  @Test
  void tracestate_of33Members_isDropped() {
    assertThat(state("tracestate: " + members(1, 33))).isNull();
    assertThat(state("tracestate: " + members(1, 10), "tracestate: " + members(11, 33))).isNull();
  }

  @Test
  void baggage_valid_goesOn() {
    Received call = send("baggage: tenant=blue;ttl=3,note=a%20b", "baggage: more=1");

    assertThat(String.valueOf(call.only("baggage")).split(",", -1))
        .containsExactlyInAnyOrder("tenant=blue;ttl=3", "note=a%20b", "more=1");
  }

  @Test
  void baggage_of64Members_goesOn() {
    String members =
        IntStream.rangeClosed(1, 64)
            .mapToObj(i -> "key%02d=%s".formatted(i, "v".repeat(32)))
            .collect(Collectors.joining(","));

    assertThat(String.valueOf(send("baggage: " + members).only("baggage")).split(",", -1))
        .containsExactlyInAnyOrder(members.split(",", -1));
  }

  @Test
  void baggage_malformed_isDroppedAndNoError() {
    assertThat(send("baggage: ,=,;;,\u00e4=1").traceId()).hasSize(32);
  }

  private static String members(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(i -> "bar%02d=%02d".formatted(i, i))
        .collect(Collectors.joining(","));
  }

  private static Received send(String... headerLines) {
    return harness.send(port, headerLines);
  }

  /** The state that goes on beside a valid traceparent. */
  private static @Nullable String state(String... headerLines) {
    List<String> lines = new ArrayList<>(List.of(headerLines));
    lines.add(0, VALID);
    Received call = send(lines.toArray(String[]::new));
    assertThat(call.traceId()).isEqualTo(TRACE);
    return call.only("tracestate");
  }
}
