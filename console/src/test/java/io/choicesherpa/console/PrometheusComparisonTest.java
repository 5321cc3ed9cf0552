package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.choicesherpa.promql.model.Labels;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same series sent to a real Prometheus and to the console: both must answer the same. */
class PrometheusComparisonTest {

  @TempDir static Path dir;
  private static RealPrometheus prometheus;
  private static Console console;

  /** Beside the samples' times, so that no bound of a range falls on a sample. */
  private static long endSeconds;

  @BeforeAll
  static void sendTheSameToBoth() {
    prometheus = RealPrometheus.start(dir, "global: {scrape_interval: 1h}\n");
    console = TestConsole.start();
    long now = System.currentTimeMillis() / 60_000 * 60_000;
    endSeconds = now / 1000 - 7;
    for (URI server : List.of(prometheus.uri(), console.uri())) {
      assertThat(request(now).sendTo(server).statusCode()).isEqualTo(204);
    }
  }

  private static WriteRequest request(long now) {
    Random random = new Random(17);
    WriteRequest request = new WriteRequest();
    for (String path : List.of("/", "/a", "/b")) {
      for (String status : List.of("200", "404", "503")) {
        List<WriteRequest.Sample> samples = new ArrayList<>();
        double value = 0;
        for (int i = 120; i >= 0; i--) {
          value = i == 40 ? 0 : value + random.nextInt(20);
          samples.add(new WriteRequest.Sample(now - i * 15_000L, value));
        }
        Labels labels =
            Labels.of(
                "__name__", "http_requests_total", "job", "shop", "path", path, "status", status);
        request.series(
            labels,
            samples,
            WriteRequest.exemplar(Labels.of("trace_id", "abc" + status), 0.25, now - 30_000));
      }
    }
    double[] odd = {
      0.1,
      1e-7,
      123456789.125,
      1e21,
      -1e21,
      1.5e300,
      -0.0,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      1.0 / 3,
      2e-3,
      Double.MIN_VALUE,
      100,
      1e20
    };
    for (int n = 0; n < odd.length; n++) {
      request.series(
          Labels.of("__name__", "odd", "job", "shop", "n", Integer.toString(n)),
          List.of(new WriteRequest.Sample(now - 20_000, odd[n])));
    }
    for (String le : List.of("0.1", "1", "+Inf")) {
      List<WriteRequest.Sample> samples = new ArrayList<>();
      for (int i = 40; i >= 0; i--) {
        samples.add(
            new WriteRequest.Sample(now - i * 15_000L, (40 - i) * (le.equals("0.1") ? 1 : 3)));
      }
      request.series(
          Labels.of("__name__", "took_seconds_bucket", "job", "shop", "le", le), samples);
    }
    byte[][] histograms = new byte[20][];
    for (int i = 0; i < 20; i++) {
      histograms[i] = WriteRequest.histogram(now - (20 - i) * 15_000L, i + 1);
    }
    return request.series(Labels.of("__name__", "native", "job", "shop"), List.of(), histograms);
  }

  @AfterAll
  static void close() {
    if (console != null) {
      console.close();
    }
    if (prometheus != null) {
      prometheus.close();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void assertSame(String pathAndQuery) {
    HttpResponse<byte[]> theirs = Http.get(URI.create(prometheus.uri() + pathAndQuery));
    HttpResponse<byte[]> ours = Http.get(URI.create(console.uri() + pathAndQuery));
    assertThat(ours.statusCode()).as(pathAndQuery).isEqualTo(theirs.statusCode());
    JsonNode expected = Http.json(theirs);
    JsonNode actual = Http.json(ours);
    boolean exact = normal(actual).equals(normal(expected));
    if (!exact) {
      assertThat(rounded(normal(actual))).as(pathAndQuery).isEqualTo(rounded(normal(expected)));
    } else if (theirs.statusCode() == 200 && expected.at("/data/result").size() == 1) {
      // With one result no order is left open: then the very text has to agree.
      assertThat(text(ours)).isEqualTo(text(theirs));
    }
  }

  /** Sums of fractions depend on their order, which is nobody's promise. */
  private static String rounded(JsonNode answer) {
    return Pattern.compile("\"(-?\\d+\\.\\d+)\"")
        .matcher(answer.toString())
        .replaceAll(
            number ->
                new BigDecimal(number.group(1))
                    .round(new MathContext(12))
                    .stripTrailingZeros()
                    .toPlainString());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8)
        .strip()
        .replaceAll(",\"infos\":\\[.*?]", "");
  }

  /**
   * Without what may differ: the order of series, infos (which are newer), the wording of errors.
   */
  private static JsonNode normal(JsonNode answer) {
    ObjectNode copy = answer.deepCopy();
    copy.remove("infos");
    if (copy.has("error")) {
      copy.put("error", "some");
    }
    if (copy.at("/data/result") instanceof ArrayNode result && result.at("/0").isObject()) {
      List<JsonNode> sorted = new ArrayList<>();
      result.forEach(sorted::add);
      sorted.sort(Comparator.comparing(node -> node.at("/metric").toString()));
      result.removeAll().addAll(sorted);
    }
    return copy;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http_requests_total",
        "http_requests_total{status=~\"5..\", path!=\"/a\"}",
        "http_requests_total{status=\"503\"}[1m]",
        "sum(rate(http_requests_total[5m]))",
        "sum by (status) (rate(http_requests_total[5m]))",
        "increase(http_requests_total{path=\"/b\"}[5m])",
        "histogram_quantile(0.9, sum by (le) (rate(took_seconds_bucket[5m])))",
        "odd",
        "odd{n=\"12\"} * 3",
        "native",
        "native[1m]",
        "rate(native[2m])",
        "histogram_sum(native)",
        "absent(nothing)",
        "nothing",
        "1 / 3",
        "\"text\"",
        "time()",
        "topk(2, http_requests_total)",
        "count_values(\"v\", odd{n=~\"1|2|13\"})",
        "max_over_time(http_requests_total{path=\"/b\",status=\"200\"}[10m:1m])",
        "http_requests_total offset 10m",
        "sum without (path) (http_requests_total) > bool 100",
        "label_replace(http_requests_total{path=\"/\"}, \"x\", \"$1\", \"path\", \"(.*)\")",
      })
  void instantQuery_sameAnswer(String query) {
    assertSame("/api/v1/query?query=" + encoded(query) + "&time=" + endSeconds);
    assertSame("/api/v1/query?query=" + encoded(query) + "&time=" + endSeconds + ".123");
    String before = Long.toString(endSeconds - 900);
    if (!query.endsWith("]") && !query.startsWith("\"")) {
      String range = "&start=" + before + "&end=" + endSeconds + "&step=60";
      assertSame("/api/v1/query_range?query=" + encoded(query) + range);
      assertSame("/api/v1/query_range?query=" + encoded(query) + range.replace("60", "1m30s"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query?query=",
        "query?query=sum(",
        "query?query=1&time=soon",
        "query?query=1&timeout=x",
        "query_range?query=1",
        "query_range?query=1&start=1&end=2",
        "query_range?query=1&start=2&end=1&step=1",
        "query_range?query=1&start=1&end=2&step=0",
        "query_range?query=1&start=1&end=2&step=-1",
        "query_range?query=1&start=0&end=11001&step=1",
        "query_range?query=up%5B1m%5D&start=1&end=2&step=1",
        "query?query=http_requests_total+%2B+on(job)+http_requests_total",
        "series",
        "series?match[]=",
        "series?match[]=%7B%7D",
        "labels?start=x",
        "labels?match[]=up(",
        "query_exemplars?query=sum(",
      })
  void badRequest_sameStatusAndErrorType(String request) {
    String at = request.contains("time=") ? "" : "&time=" + endSeconds;
    assertSame("/api/v1/" + request + (request.contains("?") ? at : ""));
  }

  @Test
  void seriesAndLabels_sameAnswers() {
    String range = "start=" + (endSeconds - 3600) + "&end=" + endSeconds;
    // The console's own metrics are there too.
    String shop = "match[]=%7Bjob=%22shop%22%7D";
    assertSame("/api/v1/labels?" + shop);
    assertSame("/api/v1/labels?" + shop + "&" + range);
    assertSame("/api/v1/labels?match[]=odd&match[]=native&" + range);
    assertSame("/api/v1/label/__name__/values?" + shop);
    assertSame("/api/v1/label/path/values");
    assertSame("/api/v1/label/status/values?match[]=http_requests_total%7Bpath=%22/a%22%7D");
    assertSame("/api/v1/label/nothing/values");
    assertSame("/api/v1/series?match[]=http_requests_total%7Bpath=%22/a%22%7D&" + range);
    assertSame("/api/v1/series?match[]=odd%7Bn=~%221.*%22%7D&match[]=native");
    assertSame("/api/v1/query_exemplars?query=rate(http_requests_total%5B5m%5D)&" + range);
    assertSame("/api/v1/query_exemplars?query=odd&" + range);
  }

  @Test
  void form_asGoodAsAddress() {
    byte[] form =
        ("query=" + encoded("sum(http_requests_total)") + "&time=" + endSeconds)
            .getBytes(StandardCharsets.UTF_8);
    Map<String, URI> both = Map.of("theirs", prometheus.uri(), "ours", console.uri());
    List<String> answers = new ArrayList<>();
    both.forEach(
        (name, uri) ->
            answers.add(
                text(
                    Http.post(
                        uri.resolve("/api/v1/query"),
                        form,
                        "content-type",
                        "application/x-www-form-urlencoded"))));
    assertThat(answers.get(0)).isEqualTo(answers.get(1)).contains("\"value\":[" + endSeconds + ",");
  }
}
