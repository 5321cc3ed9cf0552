package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpJsonTest {

  private static final String TRACE = "5b8efff798038103d269b633813fc60c";

  private static Console console;

  @BeforeAll
  static void start() {
    console = TestConsole.start();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static HttpResponse<byte[]> post(String path, byte[] body, String... headers) {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "content-type";
    all[headers.length + 1] = "application/json; charset=utf-8";
    return Http.post(console.otlpHttpEndpoint().resolve(path), body, all);
  }

  private static HttpResponse<byte[]> post(String path, String body) {
    return post(path, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void traces_hexIdsNumbersAsTextEnumsAsNumbersUnknownFieldsIgnored() {
    HttpResponse<byte[]> response =
        post(
            "/v1/traces",
            """
            {"resourceSpans":[{"resource":{"attributes":[
                {"key":"service.name","value":{"stringValue":"json-shop"}}]},
              "scopeSpans":[{"scope":{"name":"my.library","unknownField":{"a":[{}]}},"spans":[
                {"traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"eee19b7ec3c1b174",
                 "parentSpanId":"","name":"I'm a server span","kind":2,
                 "startTimeUnixNano":"1544712660000000000","endTimeUnixNano":1544712661000000000,
                 "notYetKnown":[1,2],
                 "status":{"code":2,"message":"late"},
                 "attributes":[
                   {"key":"http.response.status_code","value":{"intValue":"503"}},
                   {"key":"traceId","value":{"stringValue":"not hex, and no id"}},
                   {"key":"ok","value":{"boolValue":true}},
                   {"key":"blob","value":{"bytesValue":"AQID"}},
                   {"key":"list","value":{"arrayValue":{"values":[{"doubleValue":1.5}]}}}]}]}]}]}
            """);

    assertThat(response.statusCode())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(Http.json(response)).isEqualTo(Http.parse("{}"));
    JsonNode span = Http.json(console.uri().resolve("/api/traces/" + TRACE)).at("/data/0/spans/0");
    assertThat(span.at("/spanID").asText()).isEqualTo("eee19b7ec3c1b174");
    assertThat(span.at("/duration").asLong()).isEqualTo(1_000_000);
    assertThat(span.at("/references")).isEmpty();
    assertThat(span.at("/tags").toString())
        .contains("{\"key\":\"http.response.status_code\",\"type\":\"int64\",\"value\":503}")
        .contains("{\"key\":\"span.kind\",\"type\":\"string\",\"value\":\"server\"}")
        .contains("\"value\":\"AQID\"")
        .contains("late");
  }

  @Test
  void logs_gzippedArriveWithTheirTrace() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(
          """
          {"resourceLogs":[{"resource":{},"scopeLogs":[{"scope":{"name":"l"},"logRecords":[
            {"timeUnixNano":"1544712660300000000","severityNumber":9,"severityText":"Info",
             "traceId":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","spanId":"EEE19B7EC3C1B174",
             "body":{"kvlistValue":{"values":[{"key":"a","value":{"intValue":"1"}}]}}}]}]}]}
          """
              .getBytes(StandardCharsets.UTF_8));
    }
    assertThat(post("/v1/logs", zipped.toByteArray(), "content-encoding", "gzip").statusCode())
        .isEqualTo(200);
    JsonNode logs =
        Http.json(
            console.uri().resolve("/console/api/traces/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/logs"));
    assertThat(logs.at("/logs/0/body").asText()).isEqualTo("{\"a\":1}");
    assertThat(logs.at("/logs/0/span_id").asText()).isEqualTo("eee19b7ec3c1b174");
  }

  @Test
  void spansWithoutValidIds_areAPartialSuccessInJson() {
    HttpResponse<byte[]> response =
        post(
            "/v1/traces",
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"00\"}]}]}]}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Http.json(response).at("/partialSuccess/rejectedSpans").asText()).isEqualTo("1");
    assertThat(Http.json(response).at("/partialSuccess/errorMessage").asText())
        .contains("trace id of 16 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          ''                                                          | JSON object
          []                                                          | JSON object
          {"resourceSpans":5}                                         | resource_spans
          {"resourceSpans":[                                          | end-of-input
          {} {}                                                       | follows
          {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"xy"}]}]}]} | traceId is not hexadecimal at line 1
          """)
  void malformed_isRefusedInJsonWithItsReason(String body, String reason) {
    HttpResponse<byte[]> response = post("/v1/traces", body == null ? "" : body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Http.json(response).at("/code").asInt()).isEqualTo(3);
    assertThat(Http.json(response).at("/message").asText()).containsIgnoringCase(reason);
  }

  @Test
  void deepNesting_isRefused() {
    String deep = "{\"arrayValue\":{\"values\":[".repeat(2000) + "]}}".repeat(2000);
    HttpResponse<byte[]> response =
        post(
            "/v1/logs",
            "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":" + deep + "}]}]}]}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Http.json(response).at("/message").asText()).contains("nesting depth");
  }

  @Test
  void metrics_areAnswered() {
    HttpResponse<byte[]> response =
        post(
            "/v1/metrics",
            """
            {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"g","gauge":{"dataPoints":[
              {"asDouble":1.5,"timeUnixNano":"1544712660300000000"}]}}]}]}]}
            """);
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void figures_tellWhatBecameOfEachSignal() {
    JsonNode before = Http.json(console.uri().resolve("/console/api/overview"));
    post("/v1/logs", "nonsense");
    post("/v1/logs", "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{},{}]}]}]}");
    JsonNode after = Http.json(console.uri().resolve("/console/api/overview"));
    assertThat(after.at("/receivers/logs/accepted").asLong())
        .isEqualTo(before.at("/receivers/logs/accepted").asLong() + 2);
    assertThat(after.at("/receivers/logs/malformed").asLong())
        .isEqualTo(before.at("/receivers/logs/malformed").asLong() + 1);
  }
}
