package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LokiApiTest {

  private static final long T0 = 1_700_000_000L;
  private static final String NANOS = "000000000";

  private static Console console;

  @BeforeAll
  static void start() {
    console = TestConsole.start();
    for (int i = 0; i < 10; i++) {
      TestConsole.sendLogs(
          console,
          Otlp.logs(
              Otlp.resource("shop", Otlp.attribute("deployment.environment.name", "test")),
              "shop.Cart",
              Otlp.log(
                  "4bf92f3577b34da6a3ce929d0e0e4736",
                  "00f067aa0ba902b7",
                  (T0 + i) * 1000 * Otlp.MILLI,
                  i == 3
                      ? SeverityNumber.SEVERITY_NUMBER_ERROR
                      : SeverityNumber.SEVERITY_NUMBER_INFO,
                  "n=" + i,
                  Otlp.attribute("request_id", "r-" + i % 2))));
    }
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static URI uri(String path, String... params) {
    StringBuilder query = new StringBuilder("?x=");
    for (int i = 0; i < params.length; i += 2) {
      query
          .append('&')
          .append(params[i])
          .append('=')
          .append(URLEncoder.encode(params[i + 1], StandardCharsets.UTF_8));
    }
    return console.uri().resolve("/loki/api/v1/" + path + query);
  }

  private static JsonNode get(String path, String... params) {
    HttpResponse<byte[]> response = Http.get(uri(path, params));
    assertThat(response.statusCode())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return Http.json(response);
  }

  private static final String[] RANGE = {"start", T0 + NANOS, "end", (T0 + 100) + NANOS};

  private static JsonNode range(String query, String... more) {
    String[] all = new String[more.length + 6];
    System.arraycopy(RANGE, 0, all, 0, 4);
    all[4] = "query";
    all[5] = query;
    System.arraycopy(more, 0, all, 6, more.length);
    return get("query_range", all);
  }

  @Test
  void queryRange_linesByStreamWithMetadataAmongTheLabels() {
    JsonNode found = range("{service_name=\"shop\"} |= \"n=3\"");

    assertThat(found.at("/status").asText()).isEqualTo("success");
    assertThat(found.at("/data/resultType").asText()).isEqualTo("streams");
    assertThat(found.at("/data/result"))
        .isEqualTo(
            Http.parse(
                """
                [{"stream":{"detected_level":"error","environment":"test","level":"error",
                   "request_id":"r-1","service_name":"shop","span_id":"00f067aa0ba902b7",
                   "target":"shop.Cart","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"},
                  "values":[["1700000003000000000","n=3"]]}]
                """));
    assertThat(found.at("/data/stats/summary/totalLinesProcessed").asInt()).isEqualTo(10);
  }

  @Test
  void queryRange_grafanasHeaderSetsMetadataApart() {
    HttpResponse<byte[]> response =
        Http.get(
            uri(
                "query_range",
                "start",
                T0 + NANOS,
                "end",
                (T0 + 100) + NANOS,
                "query",
                "{level=\"error\"} | logfmt"),
            "X-Loki-Response-Encoding-Flags",
            "categorize-labels");
    JsonNode data = Http.json(response).at("/data");

    assertThat(data.at("/encodingFlags/0").asText()).isEqualTo("categorize-labels");
    assertThat(data.at("/result/0/stream/service_name").asText()).isEqualTo("shop");
    assertThat(data.at("/result/0/stream").has("trace_id")).isFalse();
    assertThat(data.at("/result/0/values/0/2/structuredMetadata/request_id").asText())
        .isEqualTo("r-1");
    assertThat(data.at("/result/0/values/0/2/parsed")).isEqualTo(Http.parse("{\"n\":\"3\"}"));
  }

  @Test
  void queryRange_directionAndLimit() {
    JsonNode newest = range("{service_name=\"shop\"} | keep service_name", "limit", "2");
    assertThat(newest.at("/data/result/0/values/0/1").asText()).isEqualTo("n=9");
    JsonNode oldest = range("{service_name=\"shop\"}", "limit", "1", "direction", "forward");
    assertThat(oldest.at("/data/result/0/values/0/1").asText()).isEqualTo("n=0");
  }

  @Test
  void queryRange_matrixInSecondsAndText() {
    JsonNode found =
        get(
            "query_range",
            "start",
            Long.toString(T0 + 4),
            "end",
            Long.toString(T0 + 9),
            "step",
            "5",
            "query",
            "sum by (level) (count_over_time({service_name=\"shop\"}[5s]))");
    assertThat(found.at("/data/resultType").asText()).isEqualTo("matrix");
    assertThat(found.at("/data/result"))
        .isEqualTo(
            Http.parse(
                """
                [{"metric":{"level":"error"},"values":[[1700000004,"1"]]},
                 {"metric":{"level":"info"},"values":[[1700000004,"4"],[1700000009,"5"]]}]
                """));
  }

  @Test
  void query_vectorAndScalarAndWhatGrafanaTestsWith() {
    JsonNode vector =
        get(
            "query",
            "time",
            "2023-11-14T22:13:29.5Z",
            "query",
            "topk(1, sum by (request_id) (rate({service_name=\"shop\"} | n=\"\" [10s])))");
    assertThat(vector.at("/data/resultType").asText()).isEqualTo("vector");
    assertThat(vector.at("/data/result/0/metric/request_id").asText()).isIn("r-0", "r-1");
    assertThat(vector.at("/data/result/0/value")).isEqualTo(Http.parse("[1700000009.5,\"0.5\"]"));
    assertThat(get("query", "query", "vector(1)+vector(1)").at("/data/result/0/value/1").asText())
        .isEqualTo("2");
    assertThat(get("query", "query", "1.5").at("/data/resultType").asText()).isEqualTo("scalar");
  }

  @Test
  void labels_valuesSeriesAndStats() {
    assertThat(get("labels", RANGE).at("/data"))
        .isEqualTo(
            Http.parse(
                "[\"detected_level\",\"environment\",\"level\",\"service_name\",\"target\"]"));
    assertThat(get("label/level/values", RANGE).at("/data"))
        .isEqualTo(Http.parse("[\"error\",\"info\"]"));
    assertThat(get("label/none/values", RANGE).at("/data")).isEmpty();
    assertThat(
            get(
                    "series",
                    "start",
                    T0 + NANOS,
                    "end",
                    (T0 + 100) + NANOS,
                    "match[]",
                    "{level=\"error\"}")
                .at("/data/0/target")
                .asText())
        .isEqualTo("shop.Cart");
    assertThat(get("index/stats", RANGE).at("/entries").asInt()).isEqualTo(10);
    assertThat(get("index/volume", RANGE).at("/data/result/0/metric/service_name").asText())
        .isEqualTo("shop");
    assertThat(get("detected_labels", RANGE).at("/detectedLabels")).hasSize(5);
    JsonNode fields = get("detected_fields", RANGE).at("/fields");
    assertThat(fields.findValuesAsText("label"))
        .containsExactly("request_id", "span_id", "trace_id");
    assertThat(fields.at("/0/cardinality").asInt()).isEqualTo(2);
    assertThat(fields.at("/0/type").asText()).isEqualTo("string");
    assertThat(get("status/buildinfo").at("/version").asText()).startsWith("3.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          query_range; query; ; query is empty
          query_range; query; {a=; parse error at line 1, col 4
          query_range; start; x; cannot parse 'start'
          query_range; limit; -1; limit must be a positive value
          query_range; direction; up; invalid direction
          query_range; step; 0; step widths
          query; query; {a="b"}; not supported as an instant query type
          """)
  void mistakes_areAnsweredInWordsAsLokiDoes(
      String path, String name, String value, String reason) {
    String query = name.equals("step") ? "rate({a=\"b\"}[1m])" : "{a=\"b\"}";
    HttpResponse<byte[]> response =
        Http.get(
            name.equals("query")
                ? uri(path, "query", value == null ? "" : value)
                : uri(path, "query", query, name, value));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains(reason);
    assertThat(response.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
  }
}
