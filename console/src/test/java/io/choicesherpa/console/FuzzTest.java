package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random and damaged input on every door, with a seed that is told. It runs for {@code
 * -Dconsole.fuzz.seconds=3}, and with {@code -Dconsole.fuzz.seed=…} the same again.
 */
class FuzzTest {

  private static final long MEBIBYTE = 1 << 20;
  private static final List<String> LOGQL =
      List.of(
          "{service_name=\"s\"} |= \"a\" | json | status >= 500 and level=\"error\"",
          "sum by (level) (count_over_time({service_name=~\".+\"} | logfmt [5m])) / 2 > bool 1",
          "topk(3, sum(rate({}[1m])) or vector(0))",
          "{} | regexp \"(?P<a>.*)\" | line_format \"{{.a}}\" | label_format x=y | drop a",
          "quantile_over_time(0.9, {} | unwrap duration(d) [1h]) by (level)",
          "label_replace(rate({}[1m]), \"a\", \"$1\", \"b\", \"(.*)\")");
  private static final List<String> TRACEQL =
      List.of(
          "{ resource.service.name = \"x\" && duration > 1s } >> { status = error }",
          "({ .a =~ \"b.*\" } || { span.c != nil }) && { kind = server }");
  private static final List<String> PIECES =
      List.of(
          "(", ")", "{", "}", "[", "]", "\"", "`", "|", "=~", "!=", ">", "5m", "1e9", "-", "^",
          "by", "sum", "rate", "nil", "\\", "\n", "€", "(?i)", "a{99}", ".*", ",", "and", "or",
          "{}", "99y");

  @TempDir Path data;

  private final long seed = Long.getLong("console.fuzz.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @SuppressWarnings("NullAway.Init") // each test starts it
  private Console console;

  @Test
  void anyInput_isAnsweredAndHarmsNothing() throws IOException {
    long seconds = Long.getLong("console.fuzz.seconds", 3);
    try (Console started =
        Console.start(
            TestConsole.config()
                .traceBytes(MEBIBYTE)
                .logBytes(MEBIBYTE)
                .maxRequestBytes(256 << 10)
                .dataDirectory(data)
                .build())) {
      console = started;
      long deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
      for (int round = 0; System.nanoTime() < deadline || round < 100; round++) {
        switch (round % 8) {
          case 0 -> noise();
          case 1, 2 -> damagedProtobuf();
          case 3 -> damagedJson();
          case 4 -> logQl("/loki/api/v1/query_range");
          case 5 -> logQl("/console/api/logs");
          case 6 -> traceQl();
          default -> parameters();
        }
      }
      assertHealthy();
    }
    try (Console again =
        Console.start(TestConsole.config().logBytes(MEBIBYTE).dataDirectory(data).build())) {
      console = again;
      assertHealthy();
    }
  }

  private void assertHealthy() {
    assertThat(Http.get(console.uri().resolve("/health")).statusCode()).isEqualTo(200);
    JsonNode overview = Http.json(console.uri().resolve("/console/api/overview"));
    for (String store : List.of("spans", "logs")) {
      assertThat(overview.at("/" + store + "/held_bytes").asLong())
          .as("seed " + seed)
          .isLessThanOrEqualTo(overview.at("/" + store + "/cap_bytes").asLong());
    }
    String trace = "000000000000000000000000000000aa";
    Span span = Otlp.span(trace, "0000000000000001", "", "still here", 1, 1).build();
    assertThat(TestConsole.sendTraces(console, Otlp.traces(Otlp.resource("s"), span)).statusCode())
        .isEqualTo(200);
    assertThat(Http.get(console.uri().resolve("/api/traces/" + trace)).statusCode()).isEqualTo(200);
  }

  private void noise() {
    int[] ports = {console.port(), console.otlpGrpcPort(), console.otlpHttpPort()};
    byte[] noise = new byte[random.nextInt(5000)];
    random.nextBytes(noise);
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), ports[random.nextInt(ports.length)])) {
      socket.getOutputStream().write(noise);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // closed in our face, as it may be
    }
  }

  private AnyValue value(int depth) {
    AnyValue.Builder value = AnyValue.newBuilder();
    switch (random.nextInt(depth > 20 ? 4 : 6)) {
      case 0 -> value.setStringValue("v" + random.nextInt(5) + "\u0000\"{\n€");
      case 1 -> value.setIntValue(random.nextLong());
      case 2 -> value.setDoubleValue(Double.longBitsToDouble(random.nextLong()));
      case 3 -> value.setBoolValue(random.nextBoolean());
      case 4 ->
          value.setKvlistValue(
              KeyValueList.newBuilder()
                  .addValues(KeyValue.newBuilder().setKey("k").setValue(value(depth + 1))));
      default ->
          value.getArrayValueBuilder().addValues(value(depth + 1)).addValues(value(depth + 1));
    }
    return value.build();
  }

  private Message message(int signal) {
    KeyValue[] attributes = new KeyValue[random.nextInt(10) == 0 ? 2000 : random.nextInt(6)];
    for (int i = 0; i < attributes.length; i++) {
      attributes[i] =
          KeyValue.newBuilder().setKey("key." + random.nextInt(3000)).setValue(value(0)).build();
    }
    String trace = String.format("%032x", 1 + random.nextInt(50));
    if (signal == 0) {
      return Otlp.traces(
          Otlp.resource("s" + random.nextInt(20), attributes),
          Otlp.span(
                  trace,
                  String.format("%016x", 1 + random.nextInt(9)),
                  random.nextBoolean() ? "" : String.format("%016x", random.nextInt(9)),
                  "op" + random.nextInt(9),
                  random.nextLong(),
                  random.nextLong())
              .addAllAttributes(List.of(attributes))
              .build());
    }
    if (signal == 1) {
      LogRecord log =
          Otlp.log(
                  trace,
                  "",
                  random.nextLong(),
                  SeverityNumber.forNumber(1 + random.nextInt(24)),
                  "a=" + random.nextInt(9) + " d=5ms",
                  attributes)
              .toBuilder()
              .setBody(value(0))
              .build();
      return Otlp.logs(Otlp.resource("s" + random.nextInt(20)), "logger", log);
    }
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .addScopeMetrics(
                    ScopeMetrics.newBuilder()
                        .addMetrics(
                            Metric.newBuilder()
                                .setName("m" + random.nextInt(5))
                                .setGauge(
                                    Gauge.newBuilder()
                                        .addDataPoints(
                                            NumberDataPoint.newBuilder()
                                                .setTimeUnixNano(random.nextLong())
                                                .addAllAttributes(List.of(attributes))
                                                .setAsDouble(random.nextGaussian()))))))
        .build();
  }

  private static final List<String> PATHS = List.of("/v1/traces", "/v1/logs", "/v1/metrics");

  private void damage(byte[] bytes) {
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
  }

  private void damagedProtobuf() {
    int signal = random.nextInt(3);
    byte[] body = message(signal).toByteArray();
    damage(body);
    answered(TestConsole.send(console, PATHS.get(signal), body), PATHS.get(signal));
  }

  private void damagedJson() throws InvalidProtocolBufferException {
    int signal = random.nextInt(3);
    byte[] body = JsonFormat.printer().print(message(signal)).getBytes(StandardCharsets.UTF_8);
    damage(body);
    URI uri = console.otlpHttpEndpoint().resolve(PATHS.get(signal));
    answered(Http.post(uri, body, "content-type", "application/json"), PATHS.get(signal));
  }

  private String mutated(List<String> examples) {
    StringBuilder query = new StringBuilder(examples.get(random.nextInt(examples.size())));
    for (int i = random.nextInt(5); i > 0; i--) {
      int at = random.nextInt(query.length() + 1);
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      if (random.nextInt(20) == 0) {
        piece = piece.repeat(1 + random.nextInt(300));
      }
      if (random.nextBoolean()) {
        query.insert(at, piece);
      } else {
        query.delete(at, Math.min(query.length(), at + 1 + random.nextInt(8)));
      }
    }
    return query.toString();
  }

  private void get(String path, String... params) {
    StringBuilder query = new StringBuilder("?x=");
    for (int i = 0; i < params.length; i += 2) {
      query.append('&').append(params[i]).append('=');
      query.append(URLEncoder.encode(params[i + 1], StandardCharsets.UTF_8));
    }
    answered(Http.get(console.uri().resolve(path + query)), path + query);
  }

  private void logQl(String path) {
    get(path, "query", mutated(LOGQL), "start", "0", "end", "1000", "step", "100");
  }

  private void traceQl() {
    get("/api/search", "q", mutated(TRACEQL));
  }

  private void parameters() {
    List<String> paths =
        List.of(
            "/loki/api/v1/query",
            "/loki/api/v1/labels",
            "/loki/api/v1/series",
            "/api/traces",
            "/console/api/logs/histogram",
            "/console/api/logs/context",
            "/console/api/errors",
            "/console/api/logs/fields",
            "/api/v2/search/tags");
    List<String> names =
        List.of(
            "start", "end", "limit", "time", "id", "buckets", "match[]", "tags", "since", "before");
    List<String> values =
        List.of(
            "", "-1", "0", "9999999999999999999", "1e400", "x", "NaN", "{}", "\u0000", "5m", "1.5");
    get(
        paths.get(random.nextInt(paths.size())),
        names.get(random.nextInt(names.size())),
        values.get(random.nextInt(values.size())),
        names.get(random.nextInt(names.size())),
        values.get(random.nextInt(values.size())));
  }

  private void answered(HttpResponse<byte[]> response, String what) {
    assertThat(response.statusCode())
        .as(
            "seed "
                + seed
                + ": "
                + what
                + "\n"
                + new String(response.body(), StandardCharsets.UTF_8))
        .isBetween(200, 499);
  }
}
