package io.choicesherpa.telemetry.metrics;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsFormatsTest {

  private static final String OPEN_METRICS = "application/openmetrics-text";
  private static final String SERIES = "{method=\"GET\",path=\"/api/sessions\"";

  private final Metrics metrics = new Metrics(StandardMetrics.CATALOGUE);
  private final MetricsServer server = MetricsServer.start(metrics, "127.0.0.1", 0, null);
  private long beforeMillis;
  private long afterMillis;

  @BeforeEach
  void countAFew() {
    beforeMillis = System.currentTimeMillis();
    new HttpMetrics(metrics).route("GET", "/api/sessions").record(503, SECONDS.toNanos(1));
    AiMetrics ai = new AiMetrics(metrics);
    ai.costCents("openai", "gpt-5-mini", "free").add(new BigDecimal("0.009"));
    afterMillis = System.currentTimeMillis();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        OPEN_METRICS + ";version=1.0.0;created=true",
        OPEN_METRICS + "; version=1.0.0; created=true; q=0.9," + OPEN_METRICS + ";q=0.8",
        "text/plain;q=0.5, Application/OpenMetrics-Text;Created=True"
      })
  void openMetrics_haveCreatedTimesForThoseWhoAskForThem(String accept) throws Exception {
    String body = new String(scrape(accept), StandardCharsets.UTF_8);

    assertThat(created(body, "http_requests_created" + SERIES + ",status=\"503\"}"))
        .isBetween(beforeMillis, afterMillis);
    assertThat(created(body, "http_request_duration_seconds_created" + SERIES + "}"))
        .isBetween(beforeMillis, afterMillis);
    assertThat(
            created(
                body,
                "ai_cost_cents_created{model=\"gpt-5-mini\",provider=\"openai\",tier=\"free\"}"))
        .isBetween(beforeMillis, afterMillis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        OPEN_METRICS + ";version=1.0.0;q=0.8",
        OPEN_METRICS + ";created=false",
        "text/plain;created=true",
        "*/*;created=true"
      })
  void noOneElse_hasCreatedTimes(String accept) throws Exception {
    assertThat(new String(scrape(accept), StandardCharsets.UTF_8))
        .contains("http_requests_total" + SERIES)
        .doesNotContain("requests_created");
  }

  @Test
  void protobuf_hasCreatedTimesOfCounters() throws Exception {
    byte[] body =
        scrape(
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
                + "encoding=delimited");

    assertThat(createdMillis(body, "http_requests_total"))
        .singleElement()
        .satisfies(millis -> assertThat(millis).isBetween(beforeMillis, afterMillis));
    assertThat(createdMillis(body, "ai_cost_cents_total"))
        .singleElement()
        .satisfies(millis -> assertThat(millis).isBetween(beforeMillis, afterMillis));
  }

  private byte[] scrape(String accept) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/metrics"))
            .header("Accept", accept)
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  private static long created(String body, String series) {
    Matcher line = Pattern.compile("(?m)^" + Pattern.quote(series) + " (\\S+)$").matcher(body);
    assertThat(line.find()).as("%s in%n%s", series, body).isTrue();
    return new BigDecimal(line.group(1)).movePointRight(3).longValueExact();
  }

  /** Fields by their numbers in Prometheus's metrics.proto. */
  private static List<Long> createdMillis(byte[] body, String counter) throws IOException {
    List<Long> found = new ArrayList<>();
    InputStream in = new ByteArrayInputStream(body);
    UnknownFieldSet.Builder next = UnknownFieldSet.newBuilder();
    while (next.mergeDelimitedFrom(in)) {
      UnknownFieldSet family = next.build();
      next = UnknownFieldSet.newBuilder();
      if (family.getField(1).getLengthDelimitedList().get(0).toStringUtf8().equals(counter)) {
        for (ByteString metric : family.getField(4).getLengthDelimitedList()) {
          UnknownFieldSet created = nested(nested(UnknownFieldSet.parseFrom(metric), 3), 3);
          List<Long> nanos = created.getField(2).getVarintList();
          found.add(
              created.getField(1).getVarintList().get(0) * 1000
                  + (nanos.isEmpty() ? 0 : nanos.get(0) / 1_000_000));
        }
      }
    }
    return found;
  }

  private static UnknownFieldSet nested(UnknownFieldSet in, int field) throws IOException {
    return UnknownFieldSet.parseFrom(in.getField(field).getLengthDelimitedList().get(0));
  }
}
