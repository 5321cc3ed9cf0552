package io.choicesherpa.examples.hikes;

import io.choicesherpa.telemetry.metrics.LabelDefinition;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import io.choicesherpa.telemetry.metrics.MetricDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableAsync;

/**
 * A small service. All that it has of telemetry is the starter, its own metric, and two
 * annotations; {@code HikesTest} shows what comes of it.
 */
@SpringBootApplication
@EnableAsync
public class HikeService {

  static final MetricDefinition HIKES =
      MetricDefinition.counter("hikes_planned_total")
          .help("Hikes planned.")
          .label(LabelDefinition.closed("season", "summer", "winter"))
          .build();

  public static void main(String[] args) {
    SpringApplication.run(HikeService.class, args);
  }

  /** Joins the library's own metrics. */
  @Bean
  MetricCatalogue hikeMetrics() {
    return MetricCatalogue.of(HIKES);
  }
}
