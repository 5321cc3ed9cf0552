package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OtlpMetricsTest {

  private static Console console;

  @BeforeAll
  static void start() {
    console = TestConsole.start();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static void export(String service, MetricExporter exporter) {
    Resource resource =
        Resource.create(
            Attributes.of(
                AttributeKey.stringKey("service.name"), service,
                AttributeKey.stringKey("service.namespace"), "town",
                AttributeKey.stringKey("service.instance.id"), "one",
                AttributeKey.stringKey("host.name"), "h"));
    try (SdkMeterProvider meters =
        SdkMeterProvider.builder()
            .setResource(resource)
            .registerView(
                InstrumentSelector.builder().setName("exponential").build(),
                View.builder()
                    .setAggregation(Aggregation.base2ExponentialBucketHistogram())
                    .build())
            .registerMetricReader(PeriodicMetricReader.create(exporter))
            .build()) {
      Meter meter = meters.get("test");
      meter
          .counterBuilder("cart.items")
          .setDescription("Items put in.")
          .build()
          .add(3, Attributes.of(AttributeKey.stringKey("item.kind"), "book"));
      meter.upDownCounterBuilder("cart.open").build().add(-2);
      meter.gaugeBuilder("fill").setUnit("1").build().set(0.25);
      meter.histogramBuilder("took").setUnit("ms").build().record(7);
      meter.histogramBuilder("exponential").setUnit("s").build().record(3);
      assertThat(meters.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
  }

  @Test
  void httpExporter_metricsHavePrometheusNamesAndLabels() {
    export(
        "web",
        OtlpHttpMetricExporter.builder()
            .setEndpoint(console.otlpHttpEndpoint() + "/v1/metrics")
            .build());
    assertExported("web");
  }

  @Test
  void grpcExporter_metricsHavePrometheusNamesAndLabels() {
    export(
        "bank",
        OtlpGrpcMetricExporter.builder()
            .setEndpoint(console.otlpGrpcEndpoint().toString())
            .build());
    assertExported("bank");
  }

  private static void assertExported(String service) {
    String job = "{job=\"town/" + service + "\",instance=\"one\"}";
    assertThat(
            Promql.answer(console, "cart_items_total" + job).at("/data/result/0/metric").toString())
        .contains("\"item_kind\":\"book\"");
    assertThat(Promql.value(console, "cart_items_total" + job)).isEqualTo("3");
    assertThat(Promql.value(console, "cart_open" + job)).isEqualTo("-2");
    assertThat(Promql.value(console, "fill_ratio" + job)).isEqualTo("0.25");
    assertThat(Promql.value(console, "took_milliseconds_sum" + job)).isEqualTo("7");
    assertThat(Promql.value(console, "took_milliseconds_count" + job)).isEqualTo("1");
    String bucket = "took_milliseconds_bucket{le=\"%s\",job=\"town/" + service + "\"}";
    assertThat(Promql.value(console, bucket.formatted("5"))).isEqualTo("0");
    assertThat(Promql.value(console, bucket.formatted("10"))).isEqualTo("1");
    assertThat(Promql.value(console, bucket.formatted("+Inf"))).isEqualTo("1");
    assertThat(Promql.value(console, "histogram_count(exponential_seconds" + job + ")"))
        .isEqualTo("1");
    assertThat(
            Double.parseDouble(
                Promql.value(console, "histogram_quantile(0.5, exponential_seconds" + job + ")")))
        .isBetween(2.9, 3.1);
    assertThat(Promql.answer(console, "target_info" + job).at("/data/result/0/metric/host_name"))
        .hasToString("\"h\"");
    JsonNode metadata =
        Http.json(console.uri().resolve("/api/v1/metadata?metric=cart_items_total"));
    assertThat(metadata.at("/data/cart_items_total/0").toString())
        .isEqualTo("{\"type\":\"counter\",\"help\":\"Items put in.\",\"unit\":\"\"}");
  }

  private static ExportMetricsServiceResponse send(Metric... metrics) {
    ExportMetricsServiceRequest request =
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .setResource(Otlp.resource("raw"))
                    .addScopeMetrics(ScopeMetrics.newBuilder().addAllMetrics(List.of(metrics))))
            .build();
    HttpResponse<byte[]> response = TestConsole.send(console, "/v1/metrics", request.toByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    try {
      return ExportMetricsServiceResponse.parseFrom(response.body());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long nowNanos() {
    return System.currentTimeMillis() * 1_000_000;
  }

  private static Metric.Builder delta() {
    return Metric.newBuilder()
        .setName("delta")
        .setSum(
            Sum.newBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                .addDataPoints(NumberDataPoint.newBuilder().setTimeUnixNano(nowNanos())));
  }

  @Test
  void deltaTemporality_isRefusedWithTheReasonAndTheRestIsKept() {
    Metric kept =
        Metric.newBuilder()
            .setName("kept")
            .setGauge(
                Gauge.newBuilder()
                    .addDataPoints(
                        NumberDataPoint.newBuilder().setAsInt(4).setTimeUnixNano(nowNanos())))
            .build();

    ExportMetricsServiceResponse answer = send(delta().build(), kept);

    assertThat(answer.getPartialSuccess().getRejectedDataPoints()).isEqualTo(1);
    assertThat(answer.getPartialSuccess().getErrorMessage())
        .isEqualTo("delta temporality is not kept: export cumulative");
    assertThat(Promql.value(console, "kept")).isEqualTo("4");
  }

  @Test
  void samplesOutOfOrder_areRefusedWithTheReason() {
    Metric.Builder metric = Metric.newBuilder().setName("order");
    long now = nowNanos();
    Gauge later =
        Gauge.newBuilder()
            .addDataPoints(NumberDataPoint.newBuilder().setAsInt(1).setTimeUnixNano(now))
            .build();
    Gauge earlier =
        Gauge.newBuilder()
            .addDataPoints(
                NumberDataPoint.newBuilder().setAsInt(1).setTimeUnixNano(now - 5_000_000_000L))
            .build();

    assertThat(send(metric.setGauge(later).build()).hasPartialSuccess()).isFalse();
    assertThat(send(metric.setGauge(earlier).build()).getPartialSuccess().getErrorMessage())
        .isEqualTo("1 samples out of order");
  }

  @Test
  void startTime_isWhereWhatIsCountedWasZero() {
    long now = nowNanos();
    NumberDataPoint point =
        NumberDataPoint.newBuilder()
            .setStartTimeUnixNano(now - 20_000_000_000L)
            .setTimeUnixNano(now)
            .setAsInt(50)
            .build();
    Sum.Builder sum =
        Sum.newBuilder()
            .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
            .addDataPoints(point);
    Histogram.Builder histogram =
        Histogram.newBuilder()
            .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
            .addDataPoints(
                HistogramDataPoint.newBuilder()
                    .setStartTimeUnixNano(now - 20_000_000_000L)
                    .setTimeUnixNano(now)
                    .addExplicitBounds(0.5)
                    .addAllBucketCounts(List.of(2L, 3L))
                    .setCount(5)
                    .setSum(11.5));
    ExponentialHistogram.Builder exponential =
        ExponentialHistogram.newBuilder()
            .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
            .addDataPoints(
                ExponentialHistogramDataPoint.newBuilder()
                    .setStartTimeUnixNano(now - 20_000_000_000L)
                    .setTimeUnixNano(now)
                    .setZeroCount(4)
                    .setCount(4));

    send(
        Metric.newBuilder().setName("begun").setSum(sum.setIsMonotonic(true)).build(),
        Metric.newBuilder().setName("open").setSum(sum.setIsMonotonic(false)).build(),
        Metric.newBuilder().setName("took").setHistogram(histogram).build(),
        Metric.newBuilder().setName("lasted").setExponentialHistogram(exponential).build());

    assertThat(Promql.value(console, "count_over_time(open{job=\"raw\"}[5m])")).isEqualTo("1");
    for (String counts : List.of("begun_total", "took_count", "took_sum", "lasted")) {
      assertThat(Promql.value(console, "count_over_time(" + counts + "{job=\"raw\"}[5m])"))
          .as(counts)
          .isEqualTo("2");
    }
    assertThat(Promql.values(console, "count_over_time(took_bucket{job=\"raw\"}[5m])"))
        .containsExactly("2", "2");
    assertThat(Promql.value(console, "min_over_time(begun_total{job=\"raw\"}[5m])")).isEqualTo("0");
    assertThat(
            Double.parseDouble(
                Promql.value(console, "histogram_count(increase(lasted{job=\"raw\"}[5m]))")))
        .isGreaterThanOrEqualTo(4);
  }

  @Test
  void histogramAndSummary_becomeClassicSeriesWithExemplars() {
    Exemplar exemplar =
        Exemplar.newBuilder()
            .setAsDouble(0.7)
            .setTimeUnixNano(nowNanos())
            .setTraceId(ByteString.fromHex("000000000000000000000000000000ab"))
            .setSpanId(ByteString.fromHex("00000000000000cd"))
            .build();
    Metric histogram =
        Metric.newBuilder()
            .setName("wait")
            .setUnit("s")
            .setHistogram(
                Histogram.newBuilder()
                    .setAggregationTemporality(
                        AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                    .addDataPoints(
                        HistogramDataPoint.newBuilder()
                            .setTimeUnixNano(nowNanos())
                            .addAllExplicitBounds(List.of(0.5, 1.0))
                            .addAllBucketCounts(List.of(2L, 3L, 4L))
                            .setCount(9)
                            .setSum(11.5)
                            .addExemplars(exemplar)))
            .build();
    Metric summary =
        Metric.newBuilder()
            .setName("size")
            .setUnit("By")
            .setSummary(
                Summary.newBuilder()
                    .addDataPoints(
                        SummaryDataPoint.newBuilder()
                            .setTimeUnixNano(nowNanos())
                            .setCount(2)
                            .setSum(30)
                            .addQuantileValues(
                                SummaryDataPoint.ValueAtQuantile.newBuilder()
                                    .setQuantile(0.99)
                                    .setValue(20))))
            .build();

    assertThat(send(histogram, summary).hasPartialSuccess()).isFalse();
    assertThat(Promql.value(console, "wait_seconds_bucket{le=\"0.5\"}")).isEqualTo("2");
    assertThat(Promql.value(console, "wait_seconds_bucket{le=\"1\"}")).isEqualTo("5");
    assertThat(Promql.value(console, "wait_seconds_bucket{le=\"+Inf\"}")).isEqualTo("9");
    assertThat(Promql.value(console, "wait_seconds_sum")).isEqualTo("11.5");
    assertThat(Promql.value(console, "size_bytes{quantile=\"0.99\"}")).isEqualTo("20");
    assertThat(Promql.value(console, "size_bytes_count")).isEqualTo("2");
    JsonNode exemplars =
        Http.json(console.uri().resolve("/api/v1/query_exemplars?query=wait_seconds_bucket"));
    assertThat(exemplars.at("/data").size()).isEqualTo(1);
    assertThat(exemplars.at("/data/0/seriesLabels/le").asText()).isEqualTo("1");
    assertThat(exemplars.at("/data/0/exemplars/0/labels/trace_id").asText())
        .isEqualTo("000000000000000000000000000000ab");
  }
}
