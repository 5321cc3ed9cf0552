package io.choicesherpa.telemetry.test;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.choicesherpa.telemetry.logging.JsonLogEncoder;
import io.choicesherpa.telemetry.logging.LevelFilter;
import io.choicesherpa.telemetry.logging.SpanDirective;
import io.choicesherpa.telemetry.logging.SpanLevels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Listens beside the appenders of the root logger, and stays when a framework sets Logback up anew.
 * Thread-safe.
 */
final class LogRecorder extends UnsynchronizedAppenderBase<ILoggingEvent>
    implements LoggerContextListener {

  private final JsonLogEncoder encoder;
  private final Logger root;
  private final Map<String, @Nullable Level> levelsBefore = new HashMap<>();
  private final List<String> lines = new ArrayList<>();
  private List<SpanDirective> spanLevels = List.of();

  private LogRecorder(LoggerContext context, JsonLogEncoder encoder) {
    this.encoder = encoder;
    this.root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    setName("telemetry-capture");
    setContext(context);
    encoder.setContext(context);
  }

  /**
   * Begins to listen.
   *
   * @param levels null to leave them as they are
   * @throws IllegalStateException if SLF4J is bound to something other than Logback
   */
  static LogRecorder listen(JsonLogEncoder encoder, @Nullable LevelFilter levels) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!(factory instanceof LoggerContext context)) {
      throw new IllegalStateException(
          "SLF4J is bound to " + factory.getClass().getName() + ", expected Logback");
    }
    LogRecorder recorder = new LogRecorder(context, encoder);
    if (levels != null) {
      recorder.set(Logger.ROOT_LOGGER_NAME, levels.root());
      levels.levels().forEach(recorder::set);
      recorder.spanLevels = levels.spans();
      recorder.spanLevels.forEach(SpanLevels.of(context)::add);
    }
    encoder.start();
    recorder.start();
    recorder.root.addAppender(recorder);
    context.addListener(recorder);
    return recorder;
  }

  private void set(String name, Level level) {
    Logger logger = root.getLoggerContext().getLogger(name);
    levelsBefore.put(name, logger.getLevel());
    logger.setLevel(level);
  }

  /** Ends listening and gives the loggers the levels that they had. */
  void end() {
    LoggerContext context = root.getLoggerContext();
    context.removeListener(this);
    root.detachAppender(this);
    stop();
    spanLevels.forEach(SpanLevels.of(context)::remove);
    levelsBefore.forEach((name, level) -> context.getLogger(name).setLevel(level));
  }

  /** The lines so far, in the order of writing. */
  List<CapturedLine> lines() {
    List<String> copy;
    synchronized (lines) {
      copy = List.copyOf(lines);
    }
    return copy.stream().map(CapturedLine::parse).toList();
  }

  /** How many events the encoder could not write in full. */
  long failures() {
    return encoder.failures();
  }

  void clear() {
    synchronized (lines) {
      lines.clear();
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    String line = new String(encoder.encode(event), StandardCharsets.UTF_8).stripTrailing();
    synchronized (lines) {
      lines.add(line);
    }
  }

  @Override
  public boolean isResetResistant() {
    return true;
  }

  @Override
  public void onReset(LoggerContext context) {
    start();
    root.addAppender(this);
  }

  @Override
  public void onStart(LoggerContext context) {}

  @Override
  public void onStop(LoggerContext context) {}

  @Override
  public void onLevelChange(Logger logger, Level level) {}
}
