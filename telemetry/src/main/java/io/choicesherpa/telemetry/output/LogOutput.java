package io.choicesherpa.telemetry.output;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import ch.qos.logback.core.spi.FilterReply;
import io.choicesherpa.telemetry.logging.JsonLogEncoder;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * The appender that lines go through: it encodes on the calling thread, where the context is, and
 * leaves the writing to one thread for each output, behind a buffer. It never blocks the caller:
 * when a buffer is full, lines below WARN are dropped first, every drop is counted, and a line says
 * how many there were. A logger that floods is cut down to its limit.
 *
 * <p>At an orderly end of the process nothing is lost: when the JVM shuts down, or this appender is
 * stopped, what waits is written, within {@link #CLOSE_LIMIT}; from the shutdown's beginning on
 * each caller waits until its line is out, since it may be the last.
 *
 * <p>Other appenders can be attached, such as {@link
 * io.choicesherpa.telemetry.logging.OtlpLogAppender}: they get the same events on the calling
 * thread, less those of a flood. They are stopped with this one. Filters of this appender concern
 * the lines alone. Safe for use by several threads.
 */
public final class LogOutput extends UnsynchronizedAppenderBase<ILoggingEvent>
    implements AppenderAttachable<ILoggingEvent> {

  /** How long the end of the process may be held up by an output that blocks: 5 s. */
  public static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /** The logger under which the outputs tell of their own troubles: {@value}. */
  public static final String LOGGER_NAME = "io.choicesherpa.telemetry.output";

  private static final String APPENDER_NAME = "choice-sherpa-lines";
  private static final String AUDIT = "audit";
  private static final int BUFFER_LINES = 8192;
  private static final long BUFFER_BYTES = 16L * 1024 * 1024;

  private final JsonLogEncoder encoder;
  private final FloodLimit flood;
  private final Clock clock;
  private final Duration closeLimit;
  private final List<LineWriter> writers = new ArrayList<>();
  private final AppenderAttachableImpl<ILoggingEvent> attached = new AppenderAttachableImpl<>();
  private final Thread shutdownHook = new Thread(this::endOfProcess, "log-writer-shutdown");

  private volatile boolean ending;

  /**
   * @param stream takes every line, as a rule {@link System#out}; flushed and never closed. Null
   *     for the file alone
   */
  public LogOutput(
      JsonLogEncoder encoder, @Nullable OutputStream stream, LogOutputSettings settings) {
    this(
        encoder,
        destinations(stream, settings, System::nanoTime),
        new LineQueues(BUFFER_LINES, BUFFER_BYTES),
        new FloodLimit(settings.floodLimitPerSecond()),
        Clock.systemUTC(),
        System::nanoTime,
        CLOSE_LIMIT);
  }

  LogOutput(
      JsonLogEncoder encoder,
      List<LineDestination> destinations,
      LineQueues queues,
      FloodLimit flood,
      Clock clock,
      LongSupplier nanoTime,
      Duration closeLimit) {
    this.encoder = encoder;
    this.flood = flood;
    this.clock = clock;
    this.closeLimit = closeLimit;
    setName(APPENDER_NAME);
    Notices notices = new Notices();
    for (LineDestination destination : destinations) {
      writers.add(new LineWriter(destination, queues.make(), notices, nanoTime));
    }
  }

  /** The size of the buffer before each output. */
  record LineQueues(int lines, long bytes) {
    LineQueue make() {
      return new LineQueue(lines, bytes);
    }
  }

  private static List<LineDestination> destinations(
      @Nullable OutputStream stream, LogOutputSettings settings, LongSupplier nanoTime) {
    List<LineDestination> destinations = new ArrayList<>();
    if (stream != null) {
      destinations.add(new StreamDestination(stream));
    }
    Path file = settings.file();
    if (file != null) {
      destinations.add(
          new FileDestination(file, settings.fileMaxBytes(), settings.fileMaxFiles(), nanoTime));
    }
    return destinations;
  }

  /** The output that the context's root logger writes to, or null if there is none of this kind. */
  public static @Nullable LogOutput of(LoggerContext context) {
    Iterator<Appender<ILoggingEvent>> appenders =
        context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
    while (appenders.hasNext()) {
      if (appenders.next() instanceof LogOutput output) {
        return output;
      }
    }
    return null;
  }

  @Override
  public void start() {
    if (isStarted()) {
      return;
    }
    encoder.setContext(getContext());
    encoder.start();
    writers.forEach(LineWriter::start);
    Runtime.getRuntime().addShutdownHook(shutdownHook);
    super.start();
  }

  /** Filters are asked later, for the lines alone. */
  @Override
  public FilterReply getFilterChainDecision(ILoggingEvent event) {
    return FilterReply.NEUTRAL;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (!flood.admits(event)) {
      return;
    }
    if (super.getFilterChainDecision(event) != FilterReply.DENY) {
      byte[] line = encoder.encode(event);
      boolean urgent =
          event.getLevel().isGreaterOrEqual(Level.WARN) || AUDIT.equals(event.getLoggerName());
      for (int i = 0; i < writers.size(); i++) {
        writers.get(i).write(line, urgent, closeLimit.toNanos());
      }
    }
    attached.appendLoopOnAppenders(event);
  }

  /**
   * Waits until every line logged before is where it belongs.
   *
   * @param limit for all outputs together
   * @return false if the limit has passed before; nothing is lost by that
   */
  public boolean flush(Duration limit) {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    boolean all = true;
    for (LineWriter writer : writers) {
      all &= writer.flush(Math.max(0, deadlineNanos - System.nanoTime()));
    }
    return all;
  }

  /** Writes what waits, within {@link #CLOSE_LIMIT}, and ends. It cannot be started again. */
  @Override
  public void stop() {
    if (!isStarted()) {
      return;
    }
    super.stop();
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // Then it runs, or has run, beside this.
    }
    flood.reportAll(clock.millis(), this::flooded);
    long deadlineNanos = System.nanoTime() + closeLimit.toNanos();
    for (LineWriter writer : writers) {
      writer.close(Math.max(0, deadlineNanos - System.nanoTime()));
    }
    attached.detachAndStopAllAppenders();
  }

  private void endOfProcess() {
    writers.forEach(LineWriter::hurry);
    ending = true;
    flood.reportAll(clock.millis(), this::flooded);
    flush(closeLimit);
  }

  /** Whether callers wait by now. */
  boolean isEnding() {
    return ending;
  }

  /** What runs when the JVM shuts down. */
  Thread shutdownHook() {
    return shutdownHook;
  }

  long written(OutputName output) {
    return writers.stream().filter(w -> w.name() == output).mapToLong(LineWriter::written).sum();
  }

  long queued(OutputName output) {
    return writers.stream().filter(w -> w.name() == output).mapToLong(LineWriter::queued).sum();
  }

  long lost(OutputName output, LossReason reason) {
    return writers.stream()
        .filter(w -> w.name() == output)
        .mapToLong(writer -> writer.lost(reason))
        .sum();
  }

  long flooded() {
    return flood.refused();
  }

  private void flooded(String logger, String level, long dropped, boolean goesOn) {
    tell(
        Level.WARN,
        goesOn
            ? "Log lines dropped: a logger floods"
            : "Log lines dropped: a logger flooded, and has ebbed",
        Map.of(
            "logger",
            logger,
            "level",
            level,
            "dropped",
            dropped,
            "limit_per_second",
            flood.limitPerSecond()));
  }

  /** A line of the output's own, to all that take lines; it must not wait for any of them. */
  private void tell(Level level, String message, Map<String, ?> fields) {
    Logger logger = ((LoggerContext) getContext()).getLogger(LOGGER_NAME);
    LoggingEvent event =
        new LoggingEvent(LogOutput.class.getName(), logger, level, message, null, null);
    event.setMDCPropertyMap(Map.of());
    fields.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            field -> event.addKeyValuePair(new KeyValuePair(field.getKey(), field.getValue())));
    byte[] line = encoder.encode(event);
    writers.forEach(writer -> writer.writeNotice(line));
    attached.appendLoopOnAppenders(event);
  }

  /** Turns what the writers have to say into lines. */
  private final class Notices implements WriterListener {
    @Override
    public void failed(OutputName output, Throwable cause) {
      tell(
          Level.WARN,
          "Log lines cannot be written to an output; the application is not affected, what is lost"
              + " is counted, and this is said once until it works again",
          Map.of(
              "output", output.text(), "cause", cause.getClass().getSimpleName() + reason(cause)));
    }

    private static String reason(Throwable cause) {
      return cause.getMessage() == null ? "" : ": " + cause.getMessage();
    }

    @Override
    public void recovered(OutputName output, long linesLost) {
      tell(
          Level.INFO,
          "Log lines are written to an output again",
          Map.of("output", output.text(), "lost", linesLost));
    }

    @Override
    public void refused(OutputName output, long lines) {
      tell(
          Level.WARN,
          "Log lines dropped: an output did not keep up",
          Map.of("output", output.text(), "dropped", lines));
    }

    @Override
    public void second() {
      flood.report(clock.millis(), LogOutput.this::flooded);
    }
  }

  @Override
  public void addAppender(Appender<ILoggingEvent> appender) {
    attached.addAppender(appender);
  }

  @Override
  public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
    return attached.iteratorForAppenders();
  }

  @Override
  public @Nullable Appender<ILoggingEvent> getAppender(String name) {
    return attached.getAppender(name);
  }

  @Override
  public boolean isAttached(Appender<ILoggingEvent> appender) {
    return attached.isAttached(appender);
  }

  @Override
  public void detachAndStopAllAppenders() {
    attached.detachAndStopAllAppenders();
  }

  @Override
  public boolean detachAppender(Appender<ILoggingEvent> appender) {
    return attached.detachAppender(appender);
  }

  @Override
  public boolean detachAppender(String name) {
    return attached.detachAppender(name);
  }
}
