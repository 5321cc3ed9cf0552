package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.context.RequestContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The tables of fields on the reference page are those of the line, in its order. */
class LogFieldsReferenceTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");

  @Test
  void fieldsOnThePage_areThoseOfALineWithEverything() throws Exception {
    JsonNode line = lineWithEverything();

    assertThat(rows("## Fields")).containsExactlyElementsOf(line.propertyNames());
  }

  @Test
  void fieldsOfAnErrorOnThePage_areThoseOfALine() throws Exception {
    JsonNode line = lineWithEverything();

    assertThat(rows("### `error`")).containsExactlyElementsOf(line.get("error").propertyNames());
  }

  private static JsonNode lineWithEverything() {
    LogLines lines = new LogLines("trace");
    RequestContext request = RequestContext.create("req-1");
    request.setUserId("user-1");
    request.setSessionId("session-1");
    Span span = Spans.sampled().spanBuilder("create_session").startSpan();
    Context context = request.storeIn(Context.current()).with(span);
    try (Scope ignored = context.makeCurrent()) {
      lines
          .logger("io.choicesherpa.Example")
          .atInfo()
          .addKeyValue("tier", "pro")
          .setCause(new IllegalStateException("not now"))
          .log("Session not created");
    } finally {
      span.end();
    }
    return lines.only();
  }

  private static List<String> rows(String section) throws Exception {
    String page = Files.readString(Path.of("../docs/reference/logs.md"));
    int from = page.indexOf("\n" + section + "\n");
    assertThat(from).as(section).isNotNegative();
    Matcher row = ROW.matcher(page.substring(from, page.indexOf("\n##", from + 1)));
    List<String> names = new ArrayList<>();
    while (row.find()) {
      names.add(row.group(1));
    }
    return names;
  }
}
