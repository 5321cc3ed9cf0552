package io.choicesherpa.benchmarks.report;

import ch.qos.logback.classic.encoder.JsonEncoder;
import co.elastic.logging.logback.EcsEncoder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.prometheus.metrics.core.metrics.Counter;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Collectors;
import net.logstash.logback.encoder.LogstashEncoder;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.openjdk.jmh.runner.Runner;
import org.springframework.boot.SpringApplication;

/** Names the peers as they were run: by the jars that their classes came from. */
final class PeerVersions {

  private static final List<Class<?>> CLASSES =
      List.of(
          LogstashEncoder.class,
          EcsEncoder.class,
          JsonEncoder.class,
          JsonTemplateLayout.class,
          SpringApplication.class,
          MeterRegistry.class,
          Tracer.class,
          OpenTelemetrySdk.class,
          Counter.class,
          Runner.class);

  private PeerVersions() {}

  static String list() {
    return CLASSES.stream().map(PeerVersions::jar).collect(Collectors.joining(", "));
  }

  private static String jar(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null) {
      return type.getName();
    }
    Path file = Path.of(location.getPath()).getFileName();
    String name = file == null ? type.getName() : file.toString();
    return name.endsWith(".jar") ? name.substring(0, name.length() - ".jar".length()) : name;
  }
}
