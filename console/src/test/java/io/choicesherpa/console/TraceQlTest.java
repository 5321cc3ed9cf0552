package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.CodedInputStream;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TraceQL, asked by Tempo's API and the page's. */
class TraceQlTest {

  private static final long T0 = 1_700_000_000_000L * Otlp.MILLI;
  private static final String A = "0000000000000000000000000000000a";
  private static final String B = "0000000000000000000000000000000b";

  private static Console console;

  @BeforeAll
  static void start() {
    console = TestConsole.start();
    TestConsole.sendTraces(
        console,
        Otlp.traces(
            Otlp.resource("shop", Otlp.attribute("deployment.environment.name", "test")),
            Otlp.span(A, "0000000000000001", "", "GET /cart", T0, 2000 * Otlp.MILLI)
                .setKind(SpanKind.SPAN_KIND_SERVER)
                .addAttributes(Otlp.attribute("http.response.status_code", 503))
                .addAttributes(Otlp.attribute("cached", true))
                .setStatus(
                    Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .setMessage("no cart"))
                .build(),
            Otlp.span(A, "0000000000000002", "0000000000000001", "SELECT", T0, 10 * Otlp.MILLI)
                .addAttributes(Otlp.attribute("db.system", "postgresql"))
                .addAttributes(Otlp.attribute("ratio", 0.5))
                .build(),
            Otlp.span(A, "0000000000000003", "0000000000000002", "fetch", T0, Otlp.MILLI).build()));
    TestConsole.sendTraces(
        console,
        Otlp.traces(
            Otlp.resource("bank"),
            Otlp.span(B, "0000000000000001", "", "GET /money", T0 + 1, 5 * Otlp.MILLI)
                .addAttributes(Otlp.attribute("http.response.status_code", 200))
                .build()));
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
    return console.uri().resolve(path + query);
  }

  private static JsonNode search(String query) {
    HttpResponse<byte[]> response = Http.get(uri("/api/search", "q", query));
    assertThat(response.statusCode())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return Http.json(response).at("/traces");
  }

  /** Each trace's letter with the numbers of its spans. */
  private static String found(JsonNode traces) {
    List<String> found = new ArrayList<>();
    for (JsonNode trace : traces) {
      StringBuilder text = new StringBuilder(trace.at("/traceID").asText().substring(31));
      trace
          .at("/spanSets/0/spans")
          .forEach(span -> text.append(span.at("/spanID").asText().substring(15)));
      found.add(text.toString());
    }
    Collections.sort(found);
    return String.join(" ", found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {}; a123 b1
          { resource.service.name = "shop" }; a123
          { resource.service.name = "shop" && name =~ "GET.*" && duration > 1s && status = error && span.http.response.status_code >= 500 }; a1
          { .http.response.status_code < 500 }; b1
          { span.http.response.status_code != 503 }; b1
          { name = "SELECT" || name = "GET /money" }; a2 b1
          { (name = "SELECT" || name = "fetch") && duration < 5ms }; a3
          { kind = server }; a1
          { status != error }; a23 b1
          { span.cached = true }; a1
          { span.cached }; a1
          { span.ratio > 0.4 }; a2
          { span.db.system != nil }; a2
          { span.db.system = nil && resource.service.name = "shop" }; a13
          { statusMessage = "no cart" }; a1
          { rootName = "GET /cart" && name = "fetch" }; a3
          { traceDuration > 1s }; a123
          { trace:duration > 1s && span:name = "SELECT" }; a2
          { rootServiceName = "bank" }; b1
          { resource."deployment.environment.name" = "test" && name !~ "GET.*" }; a23
          { kind = server } > { }; a2
          { kind = server } >> { }; a23
          { name = "SELECT" } >> { name = "GET /cart" };
          { name = "SELECT" } && { name = "fetch" }; a23
          { name = "SELECT" } && { name = "GET /money" };
          { name = "SELECT" } || { name = "GET /money" }; a2 b1
          ({ name = "SELECT" }); a2
          { duration >= 5ms && duration <= 10ms }; a2 b1
          { name = 5 };
          { true }; a123 b1
          """)
  void query_findsSpans(String query, String expected) {
    assertThat(found(search(query))).as(query).isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {; line 1, col 2
          { foo = 1 }; unknown or unsupported field foo
          { name = shop }; line 1, col 10: not a value: shop
          { name =~ 5 }; expected a string
          { name =~ "(" }; line 1, col 11
          { } | count() > 1; line 1, col 5: pipelines
          { } << { }; only > and >> are supported
          { name = "x; not closed
          name = "x"; line 1, col 1
          { event.name = "x" }; unknown or unsupported field event.name
          {} {}; line 1, col 4
          """)
  void mistakes_areNamedWithTheirPlace(String query, String reason) {
    HttpResponse<byte[]> response = Http.get(uri("/api/search", "q", query));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains(reason);
    JsonNode check = Http.json(uri("/console/api/traces/check", "q", query));
    assertThat(check.at("/ok").asBoolean()).isFalse();
    assertThat(check.at("/column").asInt()).isPositive();
  }

  @Test
  void nesting_isLimited() {
    for (String query :
        List.of(
            "(".repeat(900) + "{}", "{" + "(".repeat(900) + "true", "{}" + "||{}".repeat(900))) {
      HttpResponse<byte[]> response = Http.get(uri("/api/search", "q", query));
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(new String(response.body(), StandardCharsets.UTF_8))
          .containsPattern("deeper than|more than");
    }
  }

  @Test
  void search_hasTempoForm() {
    JsonNode trace = search("{ name = \"SELECT\" }").get(0);
    assertThat(trace.at("/rootServiceName").asText()).isEqualTo("shop");
    assertThat(trace.at("/rootTraceName").asText()).isEqualTo("GET /cart");
    assertThat(trace.at("/startTimeUnixNano").asText()).isEqualTo(Long.toString(T0));
    assertThat(trace.at("/durationMs").asInt()).isEqualTo(2000);
    assertThat(trace.at("/spanSet/matched").asInt()).isEqualTo(1);
    assertThat(trace.at("/spanSet/spans/0/durationNanos").asText()).isEqualTo("10000000");
    assertThat(
            Http.json(uri("/api/search", "limit", "1", "tags", "db.system=postgresql"))
                .at("/traces"))
        .hasSize(1);
    assertThat(Http.json(uri("/api/search", "end", "1000")).at("/traces")).isEmpty();
    assertThat(Http.get(uri("/api/search", "limit", "x")).statusCode()).isEqualTo(400);
  }

  @Test
  void tags_andTheirValues() {
    assertThat(Http.json(uri("/api/search/tags")).at("/tagNames").toString())
        .contains("service.name", "db.system");
    JsonNode scopes = Http.json(uri("/api/v2/search/tags")).at("/scopes");
    assertThat(scopes.findValuesAsText("name")).containsExactly("intrinsic", "resource", "span");
    assertThat(Http.json(uri("/api/v2/search/tag/resource.service.name/values")))
        .isEqualTo(
            Http.parse(
                """
                {"tagValues":[{"type":"string","value":"bank"},{"type":"string","value":"shop"}]}
                """));
    assertThat(Http.json(uri("/api/v2/search/tag/status/values")).at("/tagValues/0/type").asText())
        .isEqualTo("keyword");
    assertThat(Http.json(uri("/api/search/tag/http.response.status_code/values")).at("/tagValues"))
        .isEqualTo(Http.parse("[\"200\",\"503\"]"));
    assertThat(new String(Http.get(uri("/api/echo")).body(), StandardCharsets.UTF_8))
        .isEqualTo("echo");
  }

  @Test
  void trace_isOtlpInProtobufInsideTemposAnswer() throws IOException {
    HttpResponse<byte[]> response = Http.get(uri("/api/v2/traces/a"));
    CodedInputStream in = CodedInputStream.newInstance(response.body());
    assertThat(in.readTag()).isEqualTo(1 << 3 | 2);
    TracesData data = TracesData.parseFrom(in.readByteArray());
    assertThat(data.getResourceSpansCount()).isEqualTo(3);
    assertThat(data.getResourceSpans(0).getScopeSpans(0).getSpans(0).getName())
        .isEqualTo("GET /cart");
    assertThat(Http.get(uri("/api/v2/traces/77")).statusCode()).isEqualTo(404);
    assertThat(Http.get(uri("/api/v2/traces/xyz")).statusCode()).isEqualTo(400);
  }

  @Test
  void page_listTakesTraceQlToo() {
    JsonNode list = Http.json(uri("/console/api/traces", "q", "{ status = error }"));
    assertThat(list.at("/traces")).hasSize(1);
    assertThat(list.at("/traces/0/trace_id").asText()).isEqualTo(A);
    HttpResponse<byte[]> wrong = Http.get(uri("/console/api/traces", "q", "{ status = }"));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(Http.json(wrong).at("/error").asText()).contains("line 1, col 12");
  }
}
