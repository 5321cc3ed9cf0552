package io.choicesherpa.telemetry.jdbc;

import io.choicesherpa.telemetry.metrics.DatabaseMetrics;
import io.choicesherpa.telemetry.metrics.LabelDefinition;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.semconv.DbAttributes;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import io.prometheus.metrics.model.snapshots.Unit;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes spans and durations of statements. Thread-safe; never fails the statement it watches. */
final class StatementListener implements QueryExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger(StatementListener.class);
  private static final String IN_FLIGHT = StatementListener.class.getName();

  private final Tracer tracer;
  private final DatabaseMetrics metrics;
  private final DatabaseTarget target;
  private final Attributes targetAttributes;
  private final LongSupplier nanoTime;
  private final SqlDigests digests;
  private final AtomicBoolean warned = new AtomicBoolean();

  StatementListener(
      Tracer tracer, DatabaseMetrics metrics, DatabaseTarget target, LongSupplier nanoTime) {
    this.tracer = tracer;
    this.metrics = metrics;
    this.target = target;
    this.targetAttributes = attributesOf(target);
    this.nanoTime = nanoTime;
    this.digests = new SqlDigests(target.hasMySqlStrings());
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    try {
      StatementDescription statement =
          StatementDescription.of(queries, execution.isBatch(), execution.getBatchSize(), digests);
      Span span =
          Span.current().getSpanContext().isValid() ? startSpan(statement) : Span.getInvalid();
      execution.addCustomValue(IN_FLIGHT, new InFlight(statement, span, nanoTime.getAsLong()));
    } catch (RuntimeException e) {
      warnOnce(e);
    }
  }

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    try {
      InFlight inFlight = execution.getCustomValue(IN_FLIGHT, InFlight.class);
      if (inFlight != null) {
        end(inFlight, execution.getThrowable());
      }
    } catch (RuntimeException e) {
      warnOnce(e);
    }
  }

  private static Attributes attributesOf(DatabaseTarget target) {
    AttributesBuilder attributes =
        Attributes.builder().put(DbAttributes.DB_SYSTEM_NAME, target.system());
    if (target.namespace() != null) {
      attributes.put(DbAttributes.DB_NAMESPACE, target.namespace());
    }
    if (target.serverAddress() != null) {
      attributes.put(ServerAttributes.SERVER_ADDRESS, target.serverAddress());
    }
    if (target.serverPort() > 0) {
      attributes.put(ServerAttributes.SERVER_PORT, (long) target.serverPort());
    }
    return attributes.build();
  }

  private Span startSpan(StatementDescription statement) {
    String name = statement.summary().isEmpty() ? target.system() : statement.summary();
    SpanBuilder span =
        tracer
            .spanBuilder(name)
            .setSpanKind(SpanKind.CLIENT)
            .setAllAttributes(targetAttributes)
            .setAttribute(DbAttributes.DB_QUERY_TEXT, statement.text());
    if (!statement.summary().isEmpty()) {
      span.setAttribute(DbAttributes.DB_QUERY_SUMMARY, statement.summary());
    }
    if (statement.operationName() != null) {
      span.setAttribute(DbAttributes.DB_OPERATION_NAME, statement.operationName());
    }
    if (statement.table() != null) {
      span.setAttribute(DbAttributes.DB_COLLECTION_NAME, statement.table());
    }
    if (statement.batchSize() > 1) {
      span.setAttribute(DbAttributes.DB_OPERATION_BATCH_SIZE, statement.batchSize());
    }
    return span.startSpan();
  }

  private void end(InFlight inFlight, @Nullable Throwable failure) {
    String operation = inFlight.statement.operation();
    metrics
        .queryDuration(operation == null ? LabelDefinition.OTHER : operation)
        .observe(Unit.nanosToSeconds(nanoTime.getAsLong() - inFlight.startNanos));
    if (failure != null) {
      describeFailure(inFlight.span, failure);
    }
    inFlight.span.end();
  }

  /** The state, not the message: a database's message quotes the values it refuses. */
  private static void describeFailure(Span span, Throwable failure) {
    String state = failure instanceof SQLException sql ? sql.getSQLState() : null;
    if (state != null) {
      span.setAttribute(DbAttributes.DB_RESPONSE_STATUS_CODE, state);
    }
    span.setAttribute(
        ErrorAttributes.ERROR_TYPE, state != null ? state : failure.getClass().getName());
    span.setStatus(StatusCode.ERROR);
  }

  private void warnOnce(RuntimeException e) {
    if (warned.compareAndSet(false, true)) {
      LOG.atWarn().setCause(e).log("A statement could not be measured; this is said once");
    }
  }

  private record InFlight(StatementDescription statement, Span span, long startNanos) {}
}
