package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SpanCloseLogTest {
  private LogLines lines = new LogLines("debug");

  @AfterEach
  void everyLineHolds() {
    lines.verify();
  }

  @Test
  void endedSpan_writesItsOwnLineThoughItIsNotCurrent() {
    Span span =
        tracer()
            .spanBuilder("save_message")
            .setSpanKind(SpanKind.CLIENT)
            .setStartTimestamp(1_000_000_000_000L, TimeUnit.NANOSECONDS)
            .setAttribute("rows", 3)
            .startSpan();
    span.end(1_000_012_345_678L, TimeUnit.NANOSECONDS);
    JsonNode line = lines.only();
    assertThat(line.get("level").asString()).isEqualTo("DEBUG");
    assertThat(line.get("target").asString()).isEqualTo("io.choicesherpa.telemetry.span");
    assertThat(line.get("message").asString()).isEqualTo("span_close");
    assertThat(line.get("trace_id").asString()).isEqualTo(Spans.TRACE_ID);
    assertThat(line.get("span"))
        .isEqualTo(LogLines.parse("{\"name\":\"save_message\",\"rows\":3}"));
    assertThat(line.get("fields"))
        .isEqualTo(
            LogLines.parse("{\"duration_ms\":12.345,\"outcome\":\"ok\",\"kind\":\"client\"}"));
  }

  @Test
  void failedSpan_saysSo() {
    tracer().spanBuilder("work").startSpan().setStatus(StatusCode.ERROR, "refused").end();
    assertThat(lines.only().get("fields").get("outcome").asString()).isEqualTo("error");
  }

  @Test
  void levelAboveDebug_writesNothing() {
    lines = new LogLines("info");
    tracer().spanBuilder("work").startSpan().end();
    assertThat(lines.text()).isEmpty();
  }

  private Tracer tracer() {
    return Spans.tracer(
        new Spans.RecordOnly(), new SpanCloseLog(lines.logger(SpanCloseLog.LOGGER_NAME)));
  }
}
