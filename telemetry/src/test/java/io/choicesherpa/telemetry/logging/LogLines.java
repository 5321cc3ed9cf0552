package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.context.Context;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.MDC;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Logback of its own that writes lines into memory, and what must hold of every line. */
public final class LogLines {
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final List<String> ORDER =
      List.of(
          "timestamp",
          "level",
          "target",
          "message",
          "service",
          "environment",
          "trace_id",
          "span_id",
          "trace_flags",
          "request_id",
          "user_id",
          "session_id",
          "span",
          "thread",
          "file",
          "line",
          "error",
          "fields");
  private static final String BREAKERS = "[\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e]";

  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public LogLines(String levels) {
    this(levels, Redactor.standard());
  }

  public LogLines(String levels, Redactor redactor) {
    context.setMDCAdapter((LogbackMDCAdapter) MDC.getMDCAdapter());
    LogbackSetup.apply(
        context,
        LevelFilter.parse(levels),
        new JsonLogEncoder("choice-sherpa", "test", redactor, true),
        out,
        null);
  }

  public LoggerContext context() {
    return context;
  }

  public Logger logger(String name) {
    return context.getLogger(name);
  }

  /** What was written, which must be UTF-8 without a flaw. */
  public String text() {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new AssertionError("malformed UTF-8", e);
    }
  }

  /** All lines, each parsed strictly. */
  public List<JsonNode> all() {
    List<JsonNode> lines = new ArrayList<>();
    text().lines().forEach(line -> lines.add(parse(line)));
    return lines;
  }

  public JsonNode only() {
    List<JsonNode> lines = all();
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  /** To be called after each test: holds of whatever was logged. */
  public void verify() {
    assertThat(Context.current()).as("a scope was left open").isSameAs(Context.root());
    assertThat(MDC.getCopyOfContextMap())
        .satisfiesAnyOf(mdc -> assertThat(mdc).isNull(), mdc -> assertThat(mdc).isEmpty());
    String text = text();
    assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
    for (String line : text.split("\n", -1)) {
      if (!line.isEmpty()) {
        assertThat(line).doesNotContainPattern(BREAKERS);
        List<String> names = new ArrayList<>(parse(line).propertyNames());
        assertThat(names)
            .isSubsetOf(ORDER)
            .isSortedAccordingTo((a, b) -> Integer.compare(ORDER.indexOf(a), ORDER.indexOf(b)));
        assertThat(names).startsWith("timestamp", "level", "target", "message", "service");
      }
    }
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .filteredOn(status -> status.getEffectiveLevel() > 0)
        .isEmpty();
  }

  public static JsonNode parse(String line) {
    return STRICT.readTree(line);
  }
}
