package io.choicesherpa.telemetry.jdbc;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.semconv.DbAttributes;
import io.opentelemetry.semconv.ErrorAttributes;
import io.prometheus.metrics.model.snapshots.Unit;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes spans and durations of executions. Thread-safe; never fails the statement it watches, whose
 * results and exceptions pass as they are.
 */
final class StatementWatch {

  /** An execution on the driver's own statement. */
  @FunctionalInterface
  interface Execution<S extends Statement, R> {
    R on(S statement) throws SQLException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(StatementWatch.class);

  private final Tracer tracer;
  private final StatementProfiles profiles;
  private final LongSupplier nanoTime;
  private final AtomicBoolean warned = new AtomicBoolean();

  StatementWatch(Tracer tracer, StatementProfiles profiles, LongSupplier nanoTime) {
    this.tracer = tracer;
    this.profiles = profiles;
    this.nanoTime = nanoTime;
  }

  /** Executes one statement. */
  <S extends Statement, R> R call(String sql, S statement, Execution<S, R> execution)
      throws SQLException {
    return watched(profileOrNull(() -> profiles.of(sql)), statement, execution);
  }

  /** Executes a prepared statement for each set of parameters. */
  <S extends Statement, R> R callBatch(
      String sql, int batchSize, S statement, Execution<S, R> execution) throws SQLException {
    return watched(profileOrNull(() -> profiles.ofBatch(sql, batchSize)), statement, execution);
  }

  /** Executes several statements. */
  <S extends Statement, R> R callBatch(List<String> batch, S statement, Execution<S, R> execution)
      throws SQLException {
    return watched(profileOrNull(() -> profiles.ofBatch(batch)), statement, execution);
  }

  private @Nullable StatementProfile profileOrNull(Supplier<StatementProfile> profile) {
    try {
      return profile.get();
    } catch (RuntimeException e) {
      warnOnce(e);
      return null;
    }
  }

  private <S extends Statement, R> R watched(
      @Nullable StatementProfile profile, S statement, Execution<S, R> execution)
      throws SQLException {
    if (profile == null) {
      return execution.on(statement);
    }
    Span span = start(profile);
    long startNanos = nanoTime.getAsLong();
    try {
      R result = execution.on(statement);
      end(profile, span, startNanos, null);
      return result;
    } catch (Throwable failure) {
      end(profile, span, startNanos, failure);
      throw failure;
    }
  }

  /** A span only inside a trace. */
  private Span start(StatementProfile profile) {
    try {
      if (Span.current().getSpanContext().isValid()) {
        return tracer
            .spanBuilder(profile.spanName())
            .setSpanKind(SpanKind.CLIENT)
            .setAllAttributes(profile.attributes())
            .startSpan();
      }
    } catch (RuntimeException e) {
      warnOnce(e);
    }
    return Span.getInvalid();
  }

  private void end(
      StatementProfile profile, Span span, long startNanos, @Nullable Throwable failure) {
    try {
      profile.duration().observe(Unit.nanosToSeconds(nanoTime.getAsLong() - startNanos));
      if (failure != null) {
        describeFailure(span, failure);
      }
      span.end();
    } catch (RuntimeException e) {
      warnOnce(e);
    }
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
}
