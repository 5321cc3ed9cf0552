package io.choicesherpa.telemetry.metrics;

import static io.choicesherpa.telemetry.metrics.LabelDefinition.closed;
import static io.choicesherpa.telemetry.metrics.LabelDefinition.open;
import static io.choicesherpa.telemetry.metrics.MetricDefinition.counter;
import static io.choicesherpa.telemetry.metrics.MetricDefinition.gauge;
import static io.choicesherpa.telemetry.metrics.MetricDefinition.histogram;

/**
 * The metrics that every service gets. Their names, types and labels are relied on by dashboards
 * and alerts. Buckets are chosen for the quantity: a model takes seconds, a statement fractions of
 * a millisecond, and a bound stands wherever an alert has its threshold.
 */
public final class StandardMetrics {

  private static final String SECONDS = "seconds";

  // Any other method is _OTHER, as in OpenTelemetry's conventions.
  private static final LabelDefinition METHOD =
      closed(
              "method", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE",
              "CONNECT", "_OTHER")
          .withFallback("_OTHER");

  private static final LabelDefinition PATH = open("path", 200);
  private static final LabelDefinition PROVIDER = open("provider", 16);
  private static final LabelDefinition MODEL = open("model", 64);
  private static final LabelDefinition GEN_AI_OPERATION = open("gen_ai_operation_name", 8);
  private static final LabelDefinition GEN_AI_PROVIDER = open("gen_ai_provider_name", 16);
  private static final LabelDefinition GEN_AI_MODEL = open("gen_ai_request_model", 64);
  private static final double[] GEN_AI_SECONDS = {
    0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92
  };
  private static final LabelDefinition EVENT_TYPE = open("event_type", 100);
  private static final LabelDefinition HANDLER = open("handler", 32);

  /** Requests answered. */
  public static final MetricDefinition HTTP_REQUESTS =
      counter("http_requests_total")
          .help("HTTP requests answered, by route template and status code.")
          .label(METHOD)
          .label(PATH)
          .label(open("status", 64))
          .build();

  /** How long requests took. */
  public static final MetricDefinition HTTP_REQUEST_DURATION =
      histogram("http_request_duration_seconds")
          .unit(SECONDS)
          .help("Time from a request's arrival to the end of its response, streaming included.")
          .label(METHOD)
          .label(PATH)
          .buckets(0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30, 60)
          .build();

  /** Requests being answered now. */
  public static final MetricDefinition HTTP_REQUESTS_IN_FLIGHT =
      gauge("http_requests_in_flight")
          .help("HTTP requests being answered now.")
          .label(METHOD)
          .build();

  /** Tokens that models read and wrote. */
  public static final MetricDefinition AI_TOKENS =
      counter("ai_tokens_total")
          .unit("tokens")
          .help("Tokens billed by AI providers; prompt tokens include cached ones.")
          .label(PROVIDER)
          .label(MODEL)
          .label(closed("type", "prompt", "completion"))
          .build();

  /** What they cost. */
  public static final MetricDefinition AI_COST =
      counter("ai_cost_cents_total")
          .unit("cents")
          .help("Cost of AI calls in US cents at list price.")
          .label(PROVIDER)
          .label(MODEL)
          .label(open("tier", 16))
          .build();

  /** How long completions took. */
  public static final MetricDefinition AI_COMPLETION_DURATION =
      histogram("ai_completion_duration_seconds")
          .unit(SECONDS)
          .help("Time from an AI call's start to its last chunk or its failure, retries included.")
          .label(PROVIDER)
          .label(closed("streaming", "true", "false"))
          .buckets(0.1, 0.25, 0.5, 1, 1.5, 2, 3, 4, 5, 7.5, 10, 15, 20, 30, 45, 60, 90, 120)
          .build();

  /** Attempts that failed. */
  public static final MetricDefinition AI_ERRORS =
      counter("ai_errors_total")
          .help("Attempts at an AI call that failed; a retried one counts each time.")
          .label(PROVIDER)
          .label(
              closed(
                  "error_type",
                  "rate_limited",
                  "timeout",
                  "server_error",
                  "invalid_request",
                  "authentication",
                  "connection",
                  "content_filtered",
                  "other"))
          .build();

  /** Tokens of one AI call, as OpenTelemetry's {@code gen_ai.client.token.usage}. */
  public static final MetricDefinition GEN_AI_TOKEN_USAGE =
      histogram("gen_ai_client_token_usage")
          .help("Tokens billed for one AI call, by GenAI semantic conventions.")
          .label(GEN_AI_OPERATION)
          .label(GEN_AI_PROVIDER)
          .label(GEN_AI_MODEL)
          .label(closed("gen_ai_token_type", "input", "output"))
          .buckets(
              1,
              4,
              16,
              64,
              256,
              1024,
              4096,
              16_384,
              65_536,
              262_144,
              1_048_576,
              4_194_304,
              16_777_216,
              67_108_864)
          .build();

  /** How long AI calls took, as OpenTelemetry's {@code gen_ai.client.operation.duration}. */
  public static final MetricDefinition GEN_AI_OPERATION_DURATION =
      histogram("gen_ai_client_operation_duration_seconds")
          .unit(SECONDS)
          .help("Time from an AI call's start to its end, by GenAI semantic conventions.")
          .label(GEN_AI_OPERATION)
          .label(GEN_AI_PROVIDER)
          .label(GEN_AI_MODEL)
          .label(
              closed(
                  "error_type",
                  "",
                  "rate_limited",
                  "timeout",
                  "server_error",
                  "invalid_request",
                  "authentication",
                  "connection",
                  "content_filtered",
                  "cancelled",
                  "other"))
          .buckets(GEN_AI_SECONDS)
          .build();

  /** As OpenTelemetry's {@code gen_ai.client.operation.time_to_first_chunk}. */
  public static final MetricDefinition GEN_AI_TIME_TO_FIRST_CHUNK =
      histogram("gen_ai_client_operation_time_to_first_chunk_seconds")
          .unit(SECONDS)
          .help("Time from a streaming AI call's start to its answer's first chunk.")
          .label(GEN_AI_OPERATION)
          .label(GEN_AI_PROVIDER)
          .label(GEN_AI_MODEL)
          .buckets(GEN_AI_SECONDS)
          .build();

  /** Events published. */
  public static final MetricDefinition EVENTS_PUBLISHED =
      counter("events_published_total")
          .help("Events handed over to the event bus.")
          .label(EVENT_TYPE)
          .build();

  /** Events handled. */
  public static final MetricDefinition EVENTS_PROCESSED =
      counter("events_processed_total")
          .help("Events that a handler has processed.")
          .label(EVENT_TYPE)
          .label(HANDLER)
          .build();

  /** Events whose handler failed. */
  public static final MetricDefinition EVENTS_FAILED =
      counter("events_failed_total")
          .help("Attempts of a handler at an event that failed.")
          .label(EVENT_TYPE)
          .label(HANDLER)
          .build();

  /** How long handlers took. */
  public static final MetricDefinition EVENT_PROCESSING_DURATION =
      histogram("event_processing_duration_seconds")
          .unit(SECONDS)
          .help("Time that a handler took for an event, whether it succeeded or not.")
          .label(EVENT_TYPE)
          .buckets(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
          .build();

  /** Events not yet handled. */
  public static final MetricDefinition EVENTS_PENDING =
      gauge("events_pending")
          .help("Events waiting to be published (outbox) or to be processed (stream).")
          .label(closed("stage", "outbox", "stream"))
          .build();

  /** Events given up. */
  public static final MetricDefinition EVENTS_DEAD_LETTERED =
      counter("events_dead_lettered_total")
          .help("Events put aside after their last attempt.")
          .label(EVENT_TYPE)
          .label(HANDLER)
          .build();

  /** Refusals by a rate limit. */
  public static final MetricDefinition RATE_LIMIT_HITS =
      counter("rate_limit_hits_total")
          .help("Requests refused by a rate limit.")
          .label(open("scope", 16))
          .label(open("resource", 32))
          .build();

  /** How long statements took. */
  public static final MetricDefinition DB_QUERY_DURATION =
      histogram("db_query_duration_seconds")
          .unit(SECONDS)
          .help("Time that the database took to execute a statement.")
          .label(
              closed("operation", "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "CALL", "other"))
          .buckets(
              0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
              2.5, 5, 10)
          .build();

  /** Connections opened. */
  public static final MetricDefinition DB_CONNECTIONS =
      counter("db_connections_total").help("Connections to the database opened.").build();

  /** Connections held. */
  public static final MetricDefinition DB_POOL_SIZE =
      gauge("db_pool_size").help("Connections in the pool, idle and in use.").build();

  /** Connections at work. */
  public static final MetricDefinition DB_POOL_IN_USE =
      gauge("db_pool_in_use").help("Connections of the pool that are in use.").build();

  /** Who wants one. */
  public static final MetricDefinition DB_POOL_WAITING =
      gauge("db_pool_waiting").help("Threads that wait for a connection of the pool.").build();

  /** Connections there may be. */
  public static final MetricDefinition DB_POOL_LIMIT =
      gauge("db_pool_limit").help("Connections that the pool holds at most.").build();

  /** WebSockets open now. */
  public static final MetricDefinition WEBSOCKET_CONNECTIONS_ACTIVE =
      gauge("websocket_connections_active").help("WebSocket connections open now.").build();

  /** Messages to WebSockets. */
  public static final MetricDefinition WEBSOCKET_MESSAGES_SENT =
      counter("websocket_messages_sent_total").help("Messages sent to WebSocket clients.").build();

  /** Spans that left the process. */
  public static final MetricDefinition SPANS_EXPORTED =
      counter("telemetry_spans_exported_total").help("Spans accepted by the collector.").build();

  /** Spans that did not. */
  public static final MetricDefinition SPANS_DROPPED =
      counter("telemetry_spans_dropped_total")
          .help("Spans that were to be exported and were lost.")
          .label(DropReason.LABEL)
          .build();

  /** Spans waiting. */
  public static final MetricDefinition SPANS_QUEUED =
      gauge("telemetry_spans_queued").help("Spans waiting to be exported.").build();

  /** Unsampled traces exported all the same. */
  public static final MetricDefinition TRACES_KEPT =
      counter("telemetry_traces_kept_total")
          .help("Unsampled traces exported for the part seen here, since they failed or were slow.")
          .label(KeptReason.LABEL)
          .build();

  /** Spans of unsampled traces held back. */
  public static final MetricDefinition UNSAMPLED_SPANS_HELD =
      gauge("telemetry_unsampled_spans_held")
          .help("Ended spans of unsampled traces held until it is known how their trace ends.")
          .build();

  /** Spans of unsampled traces let go too early. */
  public static final MetricDefinition UNSAMPLED_SPANS_LOST =
      counter("telemetry_unsampled_spans_lost_total")
          .help("Spans of unsampled traces let go before it was known how their trace ends.")
          .label(HoldingLoss.LABEL)
          .build();

  /** Log records that left the process by OTLP. */
  public static final MetricDefinition LOGS_EXPORTED =
      counter("telemetry_logs_exported_total")
          .help("Log records accepted by the collector.")
          .build();

  /** Log records that did not. */
  public static final MetricDefinition LOGS_DROPPED =
      counter("telemetry_logs_dropped_total")
          .help("Log records that were to be exported and were lost.")
          .label(DropReason.LABEL)
          .build();

  /** Log records waiting. */
  public static final MetricDefinition LOGS_QUEUED =
      gauge("telemetry_logs_queued").help("Log records waiting to be exported.").build();

  /** Which output of log lines: {@code stdout} or {@code file}. */
  public static final LabelDefinition LOG_OUTPUT = closed("output", "stdout", "file");

  /** Log lines that were written. */
  public static final MetricDefinition LOG_LINES_WRITTEN =
      counter("telemetry_log_lines_written_total")
          .help("Log lines written to an output.")
          .label(LOG_OUTPUT)
          .build();

  /** Log lines that were not. */
  public static final MetricDefinition LOG_LINES_DROPPED =
      counter("telemetry_log_lines_dropped_total")
          .help("Log lines that an output lost: it was too slow, broken, or cut off at the end.")
          .label(LOG_OUTPUT)
          .label(closed("reason", "buffer_full", "write_failed", "shutdown"))
          .build();

  /** Log lines waiting. */
  public static final MetricDefinition LOG_LINES_QUEUED =
      gauge("telemetry_log_lines_queued")
          .help("Log lines waiting to be written to an output.")
          .label(LOG_OUTPUT)
          .build();

  /** Log events of loggers that flooded. */
  public static final MetricDefinition LOG_LINES_FLOODED =
      counter("telemetry_log_lines_flooded_total")
          .help("Log lines dropped because their logger wrote more than its limit.")
          .build();

  /** Batches that could not be sent. */
  public static final MetricDefinition EXPORT_FAILURES =
      counter("telemetry_export_failures_total")
          .help("Batches that the collector did not accept.")
          .label(ExportedSignal.LABEL)
          .build();

  /** Errors reported. */
  public static final MetricDefinition ERRORS_REPORTED =
      counter("telemetry_errors_reported_total")
          .help("Errors accepted by the error tracker.")
          .build();

  /** Errors that were not. */
  public static final MetricDefinition ERRORS_DROPPED =
      counter("telemetry_errors_dropped_total")
          .help("Errors that were to be reported to the error tracker and were lost.")
          .label(DropReason.LABEL)
          .build();

  /** Errors on their way. */
  public static final MetricDefinition ERRORS_QUEUED =
      gauge("telemetry_errors_queued")
          .help("Errors waiting to be accepted by the error tracker.")
          .build();

  /** Whether checks pass. */
  public static final MetricDefinition HEALTH_CHECK_STATUS =
      gauge("health_check_status")
          .help("1 when a health check passed at its last run, 0 when it failed.")
          .label(open("check", 32))
          .build();

  /** Label values beyond what their definition allows. */
  public static final MetricDefinition LABEL_VALUES_FOLDED =
      counter("telemetry_label_values_folded_total")
          .help("Label values replaced because their label does not allow them.")
          .label(open("metric", 1000))
          .label(open("label", 100))
          .build();

  /** AI calls without a known price. */
  public static final MetricDefinition AI_CALLS_UNPRICED =
      counter("telemetry_ai_calls_unpriced_total")
          .help("AI calls missing from ai_cost_cents_total because no price is known.")
          .label(PROVIDER)
          .label(MODEL)
          .build();

  /** All of them. */
  public static final MetricCatalogue CATALOGUE =
      MetricCatalogue.of(
          HTTP_REQUESTS,
          HTTP_REQUEST_DURATION,
          HTTP_REQUESTS_IN_FLIGHT,
          AI_TOKENS,
          AI_COST,
          AI_COMPLETION_DURATION,
          AI_ERRORS,
          GEN_AI_TOKEN_USAGE,
          GEN_AI_OPERATION_DURATION,
          GEN_AI_TIME_TO_FIRST_CHUNK,
          EVENTS_PUBLISHED,
          EVENTS_PROCESSED,
          EVENTS_FAILED,
          EVENT_PROCESSING_DURATION,
          EVENTS_PENDING,
          EVENTS_DEAD_LETTERED,
          RATE_LIMIT_HITS,
          DB_QUERY_DURATION,
          DB_CONNECTIONS,
          DB_POOL_SIZE,
          DB_POOL_IN_USE,
          DB_POOL_WAITING,
          DB_POOL_LIMIT,
          WEBSOCKET_CONNECTIONS_ACTIVE,
          WEBSOCKET_MESSAGES_SENT,
          SPANS_EXPORTED,
          SPANS_DROPPED,
          SPANS_QUEUED,
          TRACES_KEPT,
          UNSAMPLED_SPANS_HELD,
          UNSAMPLED_SPANS_LOST,
          LOGS_EXPORTED,
          LOGS_DROPPED,
          LOGS_QUEUED,
          LOG_LINES_WRITTEN,
          LOG_LINES_DROPPED,
          LOG_LINES_QUEUED,
          LOG_LINES_FLOODED,
          EXPORT_FAILURES,
          ERRORS_REPORTED,
          ERRORS_DROPPED,
          ERRORS_QUEUED,
          HEALTH_CHECK_STATUS,
          LABEL_VALUES_FOLDED,
          AI_CALLS_UNPRICED);

  private StandardMetrics() {}
}
