package io.choicesherpa.console.otlpmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusNamesTest {

  @ParameterizedTest
  @CsvSource({
    "http.server.request.duration, s, false, false, http_server_request_duration_seconds",
    "http.server.duration, ms, false, false, http_server_duration_milliseconds",
    "system.memory.usage, By, false, true, system_memory_usage_bytes",
    "system.io, By, true, false, system_io_bytes_total",
    "requests.total, 1, true, false, requests_total",
    "cpu.utilization, 1, false, true, cpu_utilization_ratio",
    "queue.size, {messages}, false, true, queue_size",
    "speed, m/s, false, true, speed_meters_per_second",
    "broken:rule.x, %, false, true, broken:rule_x_percent",
    "took_seconds, s, false, false, took_seconds",
    "2xx, {}, false, false, _2xx",
  })
  void metric_asPrometheusTranslates(
      String name, String unit, boolean counter, boolean gauge, String expected) {
    assertThat(PrometheusNames.metric(name, unit, counter, gauge)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http.method, http_method",
    "_own, key_own",
    "__kept, __kept",
    "1st, key_1st",
    "ä, _"
  })
  void label_asPrometheusTranslates(String key, String expected) {
    assertThat(PrometheusNames.label(key)).isEqualTo(expected);
  }
}
