package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsApiTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final SeverityNumber INFO = SeverityNumber.SEVERITY_NUMBER_INFO;
  private static final SeverityNumber ERROR = SeverityNumber.SEVERITY_NUMBER_ERROR;
  private static final long T0 = 1_700_000_000_000L;

  @TempDir Path data;
  private Console console;

  @BeforeEach
  void start() {
    console = Console.start(TestConsole.config().dataDirectory(data).build());
    List<LogRecord> lines = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      lines.add(line(i, INFO, "step " + i, Otlp.attribute("step", i)));
    }
    lines.add(
        Otlp.log(
            TRACE,
            "00f067aa0ba902b7",
            (T0 + 25) * Otlp.MILLI,
            ERROR,
            "it broke",
            Otlp.attribute("exception.type", "java.lang.IllegalStateException"),
            Otlp.attribute("exception.message", "no more steps"),
            Otlp.attribute("exception.stacktrace", "at Step.next"),
            Otlp.attribute("error.fingerprint", "00000000000000f1")));
    send("shop", lines);
    send("bank", List.of(line(25, INFO, "elsewhere")));
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private static LogRecord line(int millis, SeverityNumber level, String text, KeyValue... more) {
    return Otlp.log("", "", (T0 + millis) * Otlp.MILLI, level, text, more);
  }

  private void send(String service, List<LogRecord> lines) {
    HttpResponse<byte[]> response =
        TestConsole.sendLogs(
            console,
            Otlp.logs(
                Otlp.resource(service, Otlp.attribute("service.instance.id", "i1")),
                "shop.Steps",
                lines.toArray(LogRecord[]::new)));
    assertThat(response.statusCode()).isEqualTo(200);
  }

  private URI uri(String path, String... params) {
    StringBuilder query = new StringBuilder("?start=" + T0 + "&end=" + (T0 + 1000));
    for (int i = 0; i < params.length; i += 2) {
      query
          .append('&')
          .append(params[i])
          .append('=')
          .append(URLEncoder.encode(params[i + 1], StandardCharsets.UTF_8));
    }
    return console.uri().resolve("/console/api/" + path + query);
  }

  private JsonNode get(String path, String... params) {
    HttpResponse<byte[]> response = Http.get(uri(path, params));
    JsonNode json = Http.json(response);
    assertThat(response.statusCode()).as(json.toString()).isEqualTo(200);
    return json;
  }

  @Test
  void search_newestFirstWithItsTraceAndFingerprint() {
    JsonNode found = get("logs", "query", "{level=\"error\"}");

    assertThat(found.at("/lines")).hasSize(1);
    assertThat(found.at("/lines/0/body").asText()).isEqualTo("it broke");
    assertThat(found.at("/lines/0/trace_id").asText()).isEqualTo(TRACE);
    assertThat(found.at("/lines/0/fingerprint").asText()).isEqualTo("00000000000000f1");
    assertThat(found.at("/lines/0/level").asText()).isEqualTo("ERROR");
    assertThat(found.at("/lines/0/instance").asText()).isEqualTo("i1");
    assertThat(found.at("/lines/0/time_nanos").asText()).isEqualTo((T0 + 25) + "000000");
    assertThat(found.at("/more").asBoolean()).isFalse();
    assertThat(get("logs", "limit", "3").at("/lines").findValuesAsText("body"))
        .containsExactly("step 49", "step 48", "step 47");
    assertThat(
            get("logs", "limit", "2", "direction", "forward").at("/lines").findValuesAsText("body"))
        .containsExactly("step 0", "step 1");
  }

  @Test
  void search_mistakesAreNamed() {
    HttpResponse<byte[]> response = Http.get(uri("logs", "query", "{level=\"error\"} | step >"));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Http.json(response).at("/error").asText()).contains("line 1, col 25");
    assertThat(Http.get(uri("logs", "limit", "0")).statusCode()).isEqualTo(400);
    assertThat(Http.get(uri("logs", "query", "rate({}[5m])")).statusCode()).isEqualTo(400);
    assertThat(get("logs/check", "query", "{a=").at("/column").asInt()).isEqualTo(4);
    assertThat(get("logs/check", "query", "rate({a=\"b\"}[5m])").at("/kind").asText())
        .isEqualTo("metric");
  }

  @Test
  void context_linesAroundFromTheSameInstanceOnly() {
    String id = get("logs", "query", "{level=\"error\"}").at("/lines/0/id").asText();

    JsonNode context = get("logs/context", "id", id, "before", "3", "after", "2");

    assertThat(context.at("/before").findValuesAsText("body"))
        .containsExactly("step 23", "step 24", "step 25");
    assertThat(context.at("/line/body").asText()).isEqualTo("it broke");
    assertThat(context.at("/after").findValuesAsText("body")).containsExactly("step 26", "step 27");
    assertThat(Http.get(uri("logs/context", "id", "0000000000000000-00000000")).statusCode())
        .isEqualTo(404);
    assertThat(Http.get(uri("logs/context", "id", "x")).statusCode()).isEqualTo(400);
  }

  @Test
  void histogram_countsByLevelAndTime() {
    JsonNode histogram = get("logs/histogram", "buckets", "20");

    assertThat(histogram.at("/step_millis").asLong()).isEqualTo(50);
    assertThat(histogram.at("/levels/INFO/0").asLong()).isEqualTo(51);
    assertThat(histogram.at("/levels/ERROR/0").asLong()).isEqualTo(1);
    assertThat(histogram.at("/levels/INFO")).hasSize(20);
    assertThat(histogram.at("/total").asLong()).isEqualTo(52);
  }

  @Test
  void fieldsAndValues_suggestWhatOccurs() {
    JsonNode fields = get("logs/fields");
    assertThat(fields.at("/fields").findValuesAsText("name"))
        .contains("service_name", "level", "step", "trace_id", "exception_type");
    JsonNode values = get("logs/values", "field", "service_name");
    assertThat(values)
        .isEqualTo(
            Http.parse(
                "{\"values\":[{\"value\":\"shop\",\"lines\":51},{\"value\":\"bank\",\"lines\":1}]}"));
    assertThat(get("logs/values", "field", "step", "prefix", "4").at("/values")).hasSize(11);
  }

  @Test
  void tail_beginsWithTheLastLinesAndGoesOn() {
    SseReader reader =
        SseReader.open(
            uri("logs/tail", "query", "{service_name=\"shop\"} |= \"e\"", "lines", "2"), () -> {});
    JsonNode first = reader.awaitEvent("lines");
    assertThat(first.at("/lines").findValuesAsText("body")).containsExactly("step 48", "step 49");

    send("shop", List.of(line(60, INFO, "next"), line(61, INFO, "no")));

    JsonNode next =
        reader.awaitEvent("lines", event -> event.at("/lines/0/body").asText().equals("next"));
    assertThat(next.at("/lines").findValuesAsText("body")).containsExactly("next");
  }

  @Test
  void errors_areGroupedAndSurviveARestart() {
    send(
        "bank",
        List.of(
            line(
                40,
                ERROR,
                "again",
                Otlp.attribute("exception.type", "java.lang.IllegalStateException"),
                Otlp.attribute("exception.message", "no more steps, again"),
                Otlp.attribute("error.fingerprint", "00000000000000f1"))));
    JsonNode before = get("errors");
    String id = get("logs", "query", "{level=\"error\"}").at("/lines/0/id").asText();
    console.close();
    console = Console.start(TestConsole.config().dataDirectory(data).build());
    Await.until("recovered", () -> get("errors").at("/errors/0/count").asInt() == 2);

    JsonNode errors = get("errors");

    assertThat(errors).isEqualTo(before);
    JsonNode error = errors.at("/errors/0");
    assertThat(error.at("/type").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.at("/message").asText()).isEqualTo("no more steps, again");
    assertThat(error.at("/first_seen_millis").asLong()).isEqualTo(T0 + 25);
    assertThat(error.at("/last_seen_millis").asLong()).isEqualTo(T0 + 40);
    assertThat(error.at("/services")).isEqualTo(Http.parse("{\"bank\":1,\"shop\":1}"));
    assertThat(error.at("/trace_ids/0").asText()).isEqualTo(TRACE);
    JsonNode detail = get("errors/00000000000000f1");
    assertThat(detail.at("/example/body").asText()).isEqualTo("again");
    assertThat(detail.at("/histogram/counts")).hasSize(60);
    assertThat(get("errors", "service", "other").at("/errors")).isEmpty();
    assertThat(get("logs/context", "id", id).at("/line/body").asText()).isEqualTo("again");
    assertThat(Http.get(uri("errors/none")).statusCode()).isEqualTo(404);
  }

  @Test
  void logsOfATrace_haveTheSameForm() {
    JsonNode logs = Http.json(console.uri().resolve("/console/api/traces/" + TRACE + "/logs"));
    assertThat(logs.at("/logs/0/id").asText()).hasSize(25);
    assertThat(logs.at("/logs/0/logger").asText()).isEqualTo("shop.Steps");
  }
}
