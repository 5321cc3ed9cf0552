package io.choicesherpa.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.console.Console;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleRateZeroTest {

  @Test
  void nothingIsExported_andTheLinesAreComplete() {
    try (Console console = RunningSystem.console()) {
      Map<String, String> variables = RunningSystem.get().backendVariables();
      variables.put("OTLP_ENDPOINT", console.otlpHttpEndpoint().toString());
      variables.put("OTLP_PROTOCOL", "http/protobuf");
      variables.put("TRACE_SAMPLE_RATE", "0");
      // A cold start on a busy machine may take long, and this is about what is not exported.
      variables.put("TRACE_KEEP_SLOW_MILLIS", "0");
      variables.put("LOG_LEVEL", "info,io.choicesherpa.telemetry.span=debug");
      try (Backend backend = Backend.start(variables)) {
        Person person = Person.of(backend, "free");
        String conversation = person.newConversation("issue_raising");
        person.post(
            "/api/conversations/" + conversation + "/messages",
            "{\"content\":\"I cannot decide\"}",
            "X-Request-Id",
            "unsampled-1");

        JsonNode save =
            Await.value(
                "the end of save_message in the log",
                () ->
                    backend.lines().stream()
                        .filter(l -> "span_close".equals(Backend.field(l, "message")))
                        .filter(l -> "save_message".equals(spanName(l)))
                        .findFirst()
                        .orElse(null));
        assertThat(Backend.field(save, "trace_id")).matches("[0-9a-f]{32}");
        assertThat(Backend.field(save, "span_id")).matches("[0-9a-f]{16}");
        assertThat(Backend.field(save, "request_id")).isEqualTo("unsampled-1");
        assertThat(Backend.field(save, "user_id")).isEqualTo(person.id());
        assertThat(Backend.field(save, "session_id")).isNotNull();
        String trace = String.valueOf(Backend.field(save, "trace_id"));
        Await.until(
            "both consumers' lines under the same trace",
            () ->
                backend.linesOf(trace).stream()
                        .filter(
                            l ->
                                String.valueOf(spanName(l))
                                    .equals("process conversation.message_sent"))
                        .filter(l -> "span_close".equals(Backend.field(l, "message")))
                        .count()
                    == 2);
        Await.until(
            "the exported log records",
            () ->
                backend.metrics().contains("telemetry_logs_exported_total")
                    && !backend.metrics().contains("telemetry_logs_exported_total 0.0"));
        assertThat(backend.metrics()).contains("telemetry_spans_exported_total 0.0");
        assertThat(get(console, "/api/traces?service=choice-sherpa").get("data")).isEmpty();
      }
    }
  }

  @Test
  void slowTrace_isExportedAllTheSame_withItsReason() {
    try (Console console = RunningSystem.console()) {
      Map<String, String> variables = RunningSystem.get().backendVariables();
      variables.put("OTLP_ENDPOINT", console.otlpHttpEndpoint().toString());
      variables.put("OTLP_PROTOCOL", "http/protobuf");
      variables.put("TRACE_SAMPLE_RATE", "0");
      variables.put("TRACE_KEEP_SLOW_MILLIS", "1");
      try (Backend backend = Backend.start(variables)) {
        Person.of(backend, "free").newConversation("issue_raising");

        Await.until(
            "the trace of a request in the console",
            () ->
                get(console, "/api/traces?service=choice-sherpa")
                    .get("data")
                    .toString()
                    .contains("\"operationName\":\"POST /api/conversations\""));
        assertThat(get(console, "/api/traces?service=choice-sherpa").get("data").toString())
            .contains("\"sampling.kept_reason\"");
        assertThat(backend.metrics())
            .doesNotContain("telemetry_traces_kept_total{reason=\"slow\"} 0.0")
            .contains("telemetry_traces_kept_total{reason=\"error\"} 0.0");
      }
    }
  }

  private static String spanName(JsonNode line) {
    JsonNode span = line.get("span");
    return span == null ? "" : String.valueOf(Backend.field(span, "name"));
  }

  private static JsonNode get(Console console, String path) {
    return JsonMapper.shared()
        .readTree(Person.send(HttpRequest.newBuilder(console.uri().resolve(path)).build()).body());
  }
}
