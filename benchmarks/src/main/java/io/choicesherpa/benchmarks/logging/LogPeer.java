package io.choicesherpa.benchmarks.logging;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import co.elastic.logging.logback.EcsEncoder;
import io.choicesherpa.telemetry.logging.JsonLogEncoder;
import io.choicesherpa.telemetry.redaction.Redactor;
import java.io.OutputStream;
import net.logstash.logback.encoder.LogstashEncoder;
import org.springframework.boot.logging.logback.StructuredLogEncoder;

/** Who writes JSON lines: the library, and what an engineer would pick instead. */
public enum LogPeer {
  OURS,
  LOGSTASH,
  ECS,
  LOGBACK,
  LOG4J,
  SPRING;

  /** Whether it can name the caller's file and line. */
  public boolean namesCaller() {
    return this != LOGBACK && this != SPRING;
  }

  /** Puts the context in place that this one reads. */
  LogContext enterContext() {
    return switch (this) {
      case OURS -> LogContext.ofOpenTelemetry();
      case LOG4J -> LogContext.ofLog4j();
      case LOGSTASH, ECS, LOGBACK, SPRING -> LogContext.ofMdc();
    };
  }

  /**
   * Sets it up; the context must be in place already.
   *
   * @throws IllegalArgumentException if the caller is wanted of one that cannot name it
   */
  LogPipeline open(boolean withCaller, OutputStream out) {
    if (withCaller && !namesCaller()) {
      throw new IllegalArgumentException(this + " does not name the caller");
    }
    return switch (this) {
      case OURS -> new LogbackPipeline(ours(withCaller), out);
      case LOGSTASH -> new LogbackPipeline(logstash(withCaller), out);
      case ECS -> new LogbackPipeline(ecs(withCaller), out);
      case LOGBACK -> new LogbackPipeline(logback(), out);
      case SPRING -> new LogbackPipeline(spring(), out);
      case LOG4J -> new Log4jPipeline(withCaller, out);
    };
  }

  private static Encoder<ILoggingEvent> ours(boolean withCaller) {
    return new JsonLogEncoder(
        LogSample.SERVICE, LogSample.ENVIRONMENT, Redactor.standard(), withCaller);
  }

  private static Encoder<ILoggingEvent> logstash(boolean withCaller) {
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setCustomFields("{\"service\":\"" + LogSample.SERVICE + "\"}");
    encoder.setIncludeCallerData(withCaller);
    return encoder;
  }

  private static Encoder<ILoggingEvent> ecs(boolean withCaller) {
    EcsEncoder encoder = new EcsEncoderWithKeyValues();
    encoder.setServiceName(LogSample.SERVICE);
    encoder.setServiceEnvironment(LogSample.ENVIRONMENT);
    encoder.setIncludeOrigin(withCaller);
    return encoder;
  }

  /** As its default, but for the message: once, formatted. */
  private static Encoder<ILoggingEvent> logback() {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMessage(false);
    encoder.setWithFormattedMessage(true);
    return encoder;
  }

  /** Spring Boot's structured logging in the form of ECS. */
  public static StructuredLogEncoder spring() {
    StructuredLogEncoder encoder = new StructuredLogEncoder();
    encoder.setFormat("ecs");
    return encoder;
  }
}
