package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.choicesherpa.telemetry.redaction.Redactor;
import java.util.concurrent.atomic.LongAdder;

/**
 * Encodes an event as one JSON object on one line, in UTF-8, ended by a line feed. The fields, in
 * this order, each left out where there is nothing to tell:
 *
 * <p>{@code timestamp} (RFC 3339, UTC, milliseconds), {@code level}, {@code target} (the logger),
 * {@code message}, {@code service}, {@code environment}, {@code trace_id}, {@code span_id}, {@code
 * trace_flags}, {@code request_id}, {@code user_id}, {@code session_id}, {@code span} (its name and
 * attributes), {@code thread}, {@code file}, {@code line}, {@code error} ({@code type}, {@code
 * message}, {@code stack}, {@code fingerprint}), {@code fields} (key-values and MDC, with JSON
 * types kept).
 *
 * <p>The context is that of the calling thread, sampled or not, so the encoder must run on it: not
 * behind an asynchronous appender. Everything is redacted; nothing in an event can break or forge a
 * line; every part is bounded, and says so where it was cut. Safe for use by several threads.
 */
public final class JsonLogEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  private final boolean withCaller;
  private final Callers callers = new Callers();
  private final LinePool lines;
  private final LongAdder failures = new LongAdder();

  /**
   * @param service the service's name, {@code service.name}
   * @param environment where it runs, such as {@code development} or {@code production}
   */
  public JsonLogEncoder(String service, String environment) {
    this(service, environment, Redactor.standard(), true);
  }

  /**
   * @param withCaller whether lines name the calling file and line; finding them is the dearest
   *     part of a line
   */
  public JsonLogEncoder(String service, String environment, Redactor redactor, boolean withCaller) {
    LineParts parts = new LineParts(service, environment, redactor);
    this.withCaller = withCaller;
    this.lines = new LinePool(() -> new LogLine(parts));
  }

  /**
   * The line, with its line feed. Never throws for what an event holds: such an event becomes a
   * line that says so, and is counted.
   */
  @Override
  public byte[] encode(ILoggingEvent event) {
    LogLine line = lines.take();
    try {
      return line.encode(event, withCaller ? callers.caller(event) : null);
    } catch (Exception | StackOverflowError | LinkageError | AssertionError failure) {
      failures.increment();
      return line.encodeFailed(event, failure);
    } finally {
      lines.giveBack(line);
    }
  }

  /** From now on the context's events are looked after for their callers when they are made. */
  @Override
  public void start() {
    if (withCaller) {
      callers.start(getContext());
    }
    super.start();
  }

  /** How many events could not be written in full since the start. */
  public long failures() {
    return failures.sum();
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
