package io.choicesherpa.console.selfmetrics;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** {@code /metrics}: what the console takes in, keeps, drops and answers. Thread-safe. */
public final class SelfMetrics {

  /** {@value}. */
  public static final String PATH = "/metrics";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExpositionFormatWriter text = PrometheusTextFormatWriter.create();
  private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();

  /** Of these parts. */
  public SelfMetrics(MeasuredParts parts) {
    JvmMetrics.builder().register(registry);
    new ReceivingMetrics(parts).register(registry);
    new KeepingMetrics(parts).register(registry);
    new AnsweringMetrics(parts).register(registry);
  }

  /** Puts the metrics on {@code server}. */
  public void addTo(ServerBuilder server) {
    server.route().get(PATH).build(this::serve);
  }

  private HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    String accept = request.headers().get("accept", "");
    ExpositionFormatWriter writer =
        accept.contains("application/openmetrics-text") ? openMetrics : text;
    return HttpResponse.of(
        CompletableFuture.supplyAsync(
            () ->
                HttpResponse.of(
                    ResponseHeaders.builder(HttpStatus.OK)
                        .contentType(MediaType.parse(writer.getContentType()))
                        .add("cache-control", "no-store")
                        .build(),
                    HttpData.wrap(written(writer))),
            ctx.blockingTaskExecutor()));
  }

  /** The metrics now, in Prometheus's text format. */
  public String text() {
    return new String(written(text), StandardCharsets.UTF_8);
  }

  private byte[] written(ExpositionFormatWriter writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
    try {
      writer.write(bytes, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }
}
