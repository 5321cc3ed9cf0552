package io.choicesherpa.telemetry.test;

import java.util.List;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;
import org.slf4j.event.Level;

/**
 * Assertions on log lines: {@code with…} and {@code from…} narrow them down; {@code has…} holds
 * only if at least one line is left and every line that is left has it.
 *
 * <pre>{@code
 * assertThat(telemetry).log().withMessage("Request ended").hasField("status", 404).hasUserId("u1");
 * }</pre>
 */
public final class LogAssert extends AbstractAssert<LogAssert, TelemetryCapture> {

  private final List<CapturedLine> all;
  private final List<CapturedLine> left;
  private final String narrowed;

  LogAssert(TelemetryCapture actual) {
    this(actual, actual.logs());
  }

  private LogAssert(TelemetryCapture actual, List<CapturedLine> all) {
    this(actual, all, all, "");
  }

  private LogAssert(
      TelemetryCapture actual, List<CapturedLine> all, List<CapturedLine> left, String narrowed) {
    super(actual, LogAssert.class);
    this.all = all;
    this.left = left;
    this.narrowed = narrowed;
  }

  /** Those with exactly this message. */
  public LogAssert withMessage(String message) {
    return narrow("message '" + message + "'", line -> line.message().equals(message));
  }

  /** Those whose message has this in it. */
  public LogAssert withMessageContaining(String part) {
    return narrow("message with '" + part + "'", line -> line.message().contains(part));
  }

  /** Those of exactly this level. */
  public LogAssert withLevel(Level level) {
    return narrow("level " + level, line -> line.level().equals(level.name()));
  }

  /** Those with this key-value among their {@code fields}. */
  public LogAssert withField(String name, Object value) {
    return narrow(
        "field " + name + "=" + value, line -> Equality.same(line.at(field(name)), value));
  }

  /** Those of the logger of this name, or of one below it. */
  public LogAssert fromLogger(String name) {
    return narrow(
        "logger " + name,
        line -> line.logger().equals(name) || line.logger().startsWith(name + "."));
  }

  /** Those of the class's logger. */
  public LogAssert fromLogger(Class<?> type) {
    return narrow("logger " + type.getName(), line -> line.logger().equals(type.getName()));
  }

  /** At least one line is left. */
  public LogAssert isPresent() {
    if (left.isEmpty()) {
      fail("Expected a line" + narrowed + ", but there is none.", all);
    }
    return this;
  }

  /** No line is left. */
  public LogAssert isAbsent() {
    if (!left.isEmpty()) {
      fail("Expected no line" + narrowed + ", but there is.", left);
    }
    return this;
  }

  /** So many lines are left. */
  public LogAssert hasCount(int count) {
    if (left.size() != count) {
      fail(
          "Expected %d lines%s, but there are %d.".formatted(count, narrowed, left.size()),
          left.isEmpty() ? all : left);
    }
    return this;
  }

  /** Written in this trace. */
  public LogAssert hasTraceId(String traceId) {
    return hasValue("/trace_id", traceId);
  }

  /** Written in the trace of this span. */
  public LogAssert hasTraceIdOf(CapturedSpan span) {
    return hasValue("/trace_id", span.traceId());
  }

  /** Written while this span was the current one. */
  public LogAssert isInSpan(CapturedSpan span) {
    return hasValue("/span_id", span.spanId());
  }

  /** Written while a span of this name was the current one. */
  public LogAssert isInSpan(String name) {
    return hasValue("/span/name", name);
  }

  /** Written in the request of this id. */
  public LogAssert hasRequestId(String requestId) {
    return hasValue("/request_id", requestId);
  }

  /** Written on behalf of this user. */
  public LogAssert hasUserId(String userId) {
    return hasValue("/user_id", userId);
  }

  /** Written about this session. */
  public LogAssert hasSessionId(String sessionId) {
    return hasValue("/session_id", sessionId);
  }

  /** With an error of exactly this type, its cause chain not looked at. */
  public LogAssert hasError(Class<? extends Throwable> type) {
    return hasValue("/error/type", type.getName());
  }

  /**
   * With this among its {@code fields}.
   *
   * @param value numbers are compared by value: 404 is the same as 404L
   */
  public LogAssert hasField(String name, Object value) {
    return hasValue(field(name), value);
  }

  /** With no such key among its {@code fields}. */
  public LogAssert hasNoField(String name) {
    return every("no " + field(name), line -> line.at(field(name)) == null);
  }

  /**
   * With this value at a place of the line's JSON.
   *
   * @param pointer such as {@code /service} or {@code /span/tier}, see {@link CapturedLine#at}
   */
  public LogAssert hasValue(String pointer, Object value) {
    return every(pointer + " = " + value, line -> Equality.same(line.at(pointer), value));
  }

  /** The lines that are left, in the order of writing. */
  public List<CapturedLine> lines() {
    return left;
  }

  private static String field(String name) {
    return "/fields/" + name.replace("~", "~0").replace("/", "~1");
  }

  private LogAssert narrow(String what, Predicate<CapturedLine> wanted) {
    LogAssert next =
        new LogAssert(
            actual,
            all,
            left.stream().filter(wanted).toList(),
            (narrowed.isEmpty() ? " with " : narrowed + " and ") + what);
    return Descriptions.passOn(this, next);
  }

  private LogAssert every(String what, Predicate<CapturedLine> expected) {
    isPresent();
    List<CapturedLine> others = left.stream().filter(expected.negate()).toList();
    if (!others.isEmpty()) {
      fail(
          "Expected of every line%s: %s, but %d of %d differ."
              .formatted(narrowed, what, others.size(), left.size()),
          others);
    }
    return this;
  }

  private void fail(String expected, List<CapturedLine> lines) {
    failWithMessage("%s", expected + "\n" + Report.lines(lines));
  }
}
