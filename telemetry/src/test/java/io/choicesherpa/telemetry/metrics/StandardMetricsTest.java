package io.choicesherpa.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.ai.AiErrorType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardMetricsTest {

  /** The names, types and labels that dashboards, alerts and outside checks rely on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http_requests_total | COUNTER | method, path, status",
        "http_request_duration_seconds | HISTOGRAM | method, path",
        "http_requests_in_flight | GAUGE | method",
        "ai_tokens_total | COUNTER | provider, model, type",
        "ai_cost_cents_total | COUNTER | provider, model, tier",
        "ai_completion_duration_seconds | HISTOGRAM | provider, streaming",
        "ai_errors_total | COUNTER | provider, error_type",
        "gen_ai_client_token_usage | HISTOGRAM | gen_ai_operation_name, gen_ai_provider_name,"
            + " gen_ai_request_model, gen_ai_token_type",
        "gen_ai_client_operation_duration_seconds | HISTOGRAM | gen_ai_operation_name,"
            + " gen_ai_provider_name, gen_ai_request_model, error_type",
        "gen_ai_client_operation_time_to_first_chunk_seconds | HISTOGRAM | gen_ai_operation_name,"
            + " gen_ai_provider_name, gen_ai_request_model",
        "events_published_total | COUNTER | event_type",
        "events_processed_total | COUNTER | event_type, handler",
        "events_failed_total | COUNTER | event_type, handler",
        "event_processing_duration_seconds | HISTOGRAM | event_type",
        "events_pending | GAUGE | stage",
        "events_dead_lettered_total | COUNTER | event_type, handler",
        "rate_limit_hits_total | COUNTER | scope, resource",
        "db_query_duration_seconds | HISTOGRAM | operation",
        "db_connections_total | COUNTER | ''",
        "db_pool_size | GAUGE | ''",
        "db_pool_in_use | GAUGE | ''",
        "db_pool_waiting | GAUGE | ''",
        "db_pool_limit | GAUGE | ''",
        "websocket_connections_active | GAUGE | ''",
        "websocket_messages_sent_total | COUNTER | ''"
      })
  void definition_isTheAgreedOne(String name, MetricType type, String labels) {
    MetricDefinition definition = StandardMetrics.CATALOGUE.find(name);

    assertThat(definition).isNotNull();
    assertThat(definition.type()).isEqualTo(type);
    assertThat(String.join(", ", definition.labelNames())).isEqualTo(labels);
  }

  @Test
  void buckets_fitTheirQuantity() {
    assertThat(StandardMetrics.HTTP_REQUEST_DURATION.buckets())
        .as("threshold of an alert")
        .contains(2.0);
    assertThat(StandardMetrics.AI_COMPLETION_DURATION.buckets()).endsWith(120.0);
    assertThat(StandardMetrics.GEN_AI_TOKEN_USAGE.buckets()).hasSize(14).endsWith(67_108_864.0);
    assertThat(StandardMetrics.GEN_AI_OPERATION_DURATION.buckets()).hasSize(14).endsWith(81.92);
    assertThat(StandardMetrics.DB_QUERY_DURATION.buckets()).startsWith(0.0001);
  }

  @Test
  void errorTypes_areThoseOfAiCalls_withoutTheCallersOwnDoing() {
    assertThat(StandardMetrics.AI_ERRORS.labels().get(1).values())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(AiErrorType.values())
                .filter(type -> type != AiErrorType.CANCELLED)
                .map(AiErrorType::value)
                .toList());
    assertThat(StandardMetrics.GEN_AI_OPERATION_DURATION.labels().get(3).values())
        .startsWith("")
        .containsAll(Arrays.stream(AiErrorType.values()).map(AiErrorType::value).toList());
  }

  @Test
  void route_isBoundOnceAndBoundedByTheBudgetOfPaths() {
    Metrics metrics = new Metrics(StandardMetrics.CATALOGUE);
    HttpMetrics http = new HttpMetrics(metrics);

    assertThat(http.route("GET", "/a")).isSameAs(http.route("GET", "/a"));
    for (int i = 0; i < 1_000; i++) {
      http.route("GET", "/route-" + i).record(200, 1);
    }

    assertThat(http.requests("GET", LabelDefinition.OTHER, "200").get()).isEqualTo(801);
    assertThat(
            Exposition.text(metrics)
                .lines()
                .filter(line -> line.startsWith("http_requests_total{")))
        .hasSizeLessThanOrEqualTo(201);
  }

  @Test
  void unknownMethodAndStatus_fold() {
    HttpMetrics http = new HttpMetrics(new Metrics(StandardMetrics.CATALOGUE));
    http.route("BREW", "/a").record(999, 1);
    http.route("get", "/a").record(200, 1);

    assertThat(http.requests("_OTHER", "/a", "other").get()).isEqualTo(1);
    assertThat(http.requests("_OTHER", "/a", "200").get()).isEqualTo(1);
    assertThat(http.inFlight("BREW")).isSameAs(http.inFlight("_OTHER"));
  }
}
