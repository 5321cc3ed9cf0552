package io.choicesherpa.telemetry.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.prometheus.metrics.config.ExporterProperties;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The exposition in the format that a scraper accepts, with the created times of counters and
 * histograms where they are wanted. In protobuf they are a field, which the client sets for
 * counters alone. In OpenMetrics each is a line of its own, which those who do not know it keep as
 * a further series: so only a scraper has them that accepts {@code application/openmetrics-text}
 * with the parameter {@code created=true}.
 */
final class MetricsFormats implements HttpHandler {

  private static final String OPEN_METRICS = "application/openmetrics-text";
  private static final String CREATED = "created=true";

  private final HttpHandler plain;
  private final HttpHandler withCreated;

  MetricsFormats(PrometheusRegistry registry) {
    PrometheusProperties configured = PrometheusProperties.get();
    ExporterProperties exporter = configured.getExporterProperties();
    this.plain = new MetricsHandler(configured, registry);
    this.withCreated =
        new MetricsHandler(
            PrometheusProperties.builder()
                .exporterProperties(
                    ExporterProperties.builder()
                        .includeCreatedTimestamps(true)
                        .prometheusTimestampsInMs(exporter.getPrometheusTimestampsInMs())
                        .exemplarsOnAllMetricTypes(exporter.getExemplarsOnAllMetricTypes())
                        .build())
                .exporterFilterProperties(configured.getExporterFilterProperties())
                .exporterHttpServerProperties(configured.getExporterHttpServerProperties())
                .openMetrics2Properties(configured.getOpenMetrics2Properties())
                .build(),
            registry);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    List<String> accept = exchange.getRequestHeaders().get("Accept");
    (accept != null && accept.stream().anyMatch(MetricsFormats::wantsCreated) ? withCreated : plain)
        .handle(exchange);
  }

  private static boolean wantsCreated(String accept) {
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = range.split(";", -1);
      if (parts[0].strip().equals(OPEN_METRICS)) {
        for (int i = 1; i < parts.length; i++) {
          if (parts[i].strip().equals(CREATED)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
