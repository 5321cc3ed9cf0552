package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JaegerApiTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String OTHER = "0af7651916cd43dd8448eb211c80319c";

  /** 2026-11-20T10:00:00Z. */
  private static final long NOW_MILLIS = 1_795_168_800_000L;

  private static final long START = (NOW_MILLIS - 60_000) * Otlp.MILLI;

  private static Console console;

  @BeforeAll
  static void start() {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW_MILLIS), ZoneOffset.UTC);
    console = Console.start(TestConsole.config().build(), clock);
    TestConsole.sendTraces(
        console,
        Otlp.traces(
            Otlp.resource(
                "shop", Otlp.attribute("host.name", "h1"), Otlp.attribute("process.pid", 77)),
            Otlp.span(TRACE, "00f067aa0ba902b7", "", "POST /cart", START, 2_500_000)
                .setKind(Span.SpanKind.SPAN_KIND_SERVER)
                .addAttributes(Otlp.attribute("http.route", "/cart"))
                .addAttributes(Otlp.attribute("http.response.status_code", 500))
                .addAttributes(Otlp.attribute("retried", true))
                .addAttributes(Otlp.attribute("share", 0.25))
                .addAttributes(Otlp.attribute("big", 9_007_199_254_740_993L))
                .setStatus(
                    Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage("no stock"))
                .build(),
            Otlp.span(
                    TRACE,
                    "00f067aa0ba902b8",
                    "00f067aa0ba902b7",
                    "SELECT stock",
                    START + 1_000_000,
                    500_999)
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .addEvents(
                    Span.Event.newBuilder()
                        .setName("row")
                        .setTimeUnixNano(START + 1_200_000)
                        .addAttributes(Otlp.attribute("n", 1)))
                .addLinks(
                    Span.Link.newBuilder()
                        .setTraceId(Otlp.id(OTHER))
                        .setSpanId(Otlp.id("0000000000000009")))
                .build()));
    TestConsole.sendTraces(
        console,
        Otlp.traces(
            Otlp.resource("billing"),
            Otlp.span(
                    OTHER,
                    "0000000000000009",
                    "0000000000000001",
                    "charge",
                    START - 3_600_000 * Otlp.MILLI,
                    Otlp.MILLI)
                .build()));
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static JsonNode get(String path) {
    return Http.json(console.uri().resolve(path));
  }

  @Test
  void trace_wholeInJaegersShape() {
    long micros = START / 1000;
    String expected =
        """
        {"data":[{"traceID":"%1$s","spans":[
          {"traceID":"%1$s","spanID":"00f067aa0ba902b7","operationName":"POST /cart","references":[],
           "startTime":%2$d,"duration":2500,
           "tags":[
             {"key":"otel.scope.name","type":"string","value":"io.choicesherpa.telemetry"},
             {"key":"http.route","type":"string","value":"/cart"},
             {"key":"http.response.status_code","type":"int64","value":500},
             {"key":"retried","type":"bool","value":true},
             {"key":"share","type":"float64","value":0.25},
             {"key":"big","type":"int64","value":"9007199254740993"},
             {"key":"span.kind","type":"string","value":"server"},
             {"key":"otel.status_code","type":"string","value":"ERROR"},
             {"key":"error","type":"bool","value":true},
             {"key":"otel.status_description","type":"string","value":"no stock"}],
           "logs":[],"processID":"p1","warnings":null},
          {"traceID":"%1$s","spanID":"00f067aa0ba902b8","operationName":"SELECT stock",
           "references":[
             {"refType":"CHILD_OF","traceID":"%1$s","spanID":"00f067aa0ba902b7"},
             {"refType":"FOLLOWS_FROM","traceID":"%4$s","spanID":"0000000000000009"}],
           "startTime":%3$d,"duration":500,
           "tags":[
             {"key":"otel.scope.name","type":"string","value":"io.choicesherpa.telemetry"},
             {"key":"span.kind","type":"string","value":"client"}],
           "logs":[{"timestamp":%5$d,"fields":[
             {"key":"event","type":"string","value":"row"},{"key":"n","type":"int64","value":1}]}],
           "processID":"p1","warnings":null}],
         "processes":{"p1":{"serviceName":"shop","tags":[
           {"key":"host.name","type":"string","value":"h1"},
           {"key":"process.pid","type":"int64","value":77}]}},
         "warnings":null}],
        "total":0,"limit":0,"offset":0,"errors":null}
        """
            .formatted(TRACE, micros, micros + 1000, OTHER, micros + 1200);

    assertThat(get("/api/traces/" + TRACE)).isEqualTo(Http.parse(expected));
  }

  @Test
  void trace_parentThatIsNotThereIsAWarning() {
    assertThat(get("/api/traces/" + OTHER).at("/data/0/spans/0/warnings"))
        .isEqualTo(Http.parse("[\"invalid parent span IDs=0000000000000001\"]"));
  }

  @Test
  void trace_shortIdStandsForLeadingZeros() {
    assertThat(get("/api/traces/" + OTHER.substring(1)).at("/data/0/traceID").asText())
        .isEqualTo(OTHER);
  }

  @Test
  void trace_unknownIsNotFoundInJaegersWords() {
    HttpResponse<byte[]> response = Http.get(console.uri().resolve("/api/traces/abc"));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(Http.json(response))
        .isEqualTo(
            Http.parse(
                """
                {"data":null,"total":0,"limit":0,"offset":0,
                 "errors":[{"code":404,"msg":"trace not found"}]}"""));
  }

  @Test
  void servicesAndOperations_areSortedAndCounted() {
    assertThat(get("/api/services"))
        .isEqualTo(
            Http.parse(
                "{\"data\":[\"billing\",\"shop\"],\"total\":2,\"limit\":0,\"offset\":0,\"errors\":null}"));
    assertThat(get("/api/services/shop/operations"))
        .isEqualTo(
            Http.parse(
                "{\"data\":[\"POST /cart\",\"SELECT stock\"],\"total\":2,\"limit\":0,\"offset\":0,\"errors\":null}"));
    assertThat(get("/api/services/nobody/operations").at("/data")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          service=shop                                     | 1
          service=billing                                  | 1
          service=nobody                                   | 0
          limit=1                                          | 1
          service=shop&operation=POST%20/cart              | 1
          service=shop&operation=charge                    | 0
          service=shop&minDuration=2ms                     | 1
          service=shop&minDuration=3ms                     | 0
          service=shop&operation=SELECT%20stock&minDuration=1ms | 0
          service=shop&maxDuration=600us                   | 1
          service=shop&maxDuration=400us                   | 0
          lookback=10m                                     | 1
          lookback=2h                                      | 2
          service=shop&tag=error:true                      | 1
          service=billing&tag=error:true                   | 0
          service=shop&tag=host.name:h1&tag=n:1            | 1
          service=shop&tag=n:2                             | 0
          traceID=4bf92f3577b34da6a3ce929d0e0e4736         | 1
          """)
  void search_findsWhatMatches(String query, int found) {
    assertThat(get("/api/traces?" + query).at("/data")).hasSize(found);
  }

  @Test
  void search_tagsAsJsonAndTimesInMicroseconds() {
    String tags =
        URLEncoder.encode(
            "{\"http.route\":\"/cart\",\"span.kind\":\"server\"}", StandardCharsets.UTF_8);
    long micros = START / 1000;
    assertThat(get("/api/traces?service=shop&tags=" + tags).at("/data")).hasSize(1);
    assertThat(get("/api/traces?start=" + micros + "&end=" + micros).at("/data/0/traceID").asText())
        .isEqualTo(TRACE);
    assertThat(get("/api/traces?start=" + (micros + 1)).at("/data")).isEmpty();
  }

  @Test
  void search_newestFirst() {
    assertThat(get("/api/traces").at("/data").findValuesAsText("traceID").get(0)).isEqualTo(TRACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=x",
        "limit=0",
        "start=yesterday",
        "minDuration=5",
        "minDuration=-1s",
        "lookback=1y",
        "minDuration=2s&maxDuration=1s",
        "tag=broken",
        "tags=%5B%5D",
        "tags=%7B%22a%22%3A%7B%7D%7D",
        "traceID=xyz"
      })
  void search_badParameterIsRefusedWithAReason(String query) {
    HttpResponse<byte[]> response = Http.get(console.uri().resolve("/api/traces?" + query));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Http.json(response).at("/errors/0/code").asInt()).isEqualTo(400);
    assertThat(Http.json(response).at("/errors/0/msg").asText()).isNotEmpty();
  }
}
