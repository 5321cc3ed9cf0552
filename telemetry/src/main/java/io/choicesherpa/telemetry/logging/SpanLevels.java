package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.choicesherpa.telemetry.context.RequestContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * The {@linkplain SpanDirective levels that hold inside certain spans}, one of these for each
 * Logback context. While there is none, nothing stands between a logger and its level. Stays when a
 * framework sets Logback up anew. Thread-safe.
 */
public final class SpanLevels extends TurboFilter implements LoggerContextListener {

  private final OpenSpans open = new OpenSpans();

  /** Those of the settings, and beside them those that were added; replaced as a whole. */
  private volatile List<SpanDirective> directives = List.of();

  private List<SpanDirective> configured = List.of();
  private List<SpanDirective> added = List.of();

  private SpanLevels() {
    setName("span-levels");
  }

  /** Those of a context. */
  public static SpanLevels of(LoggerContext context) {
    synchronized (context) {
      for (LoggerContextListener listener : context.getCopyOfListenerList()) {
        if (listener instanceof SpanLevels levels) {
          return levels;
        }
      }
      SpanLevels levels = new SpanLevels();
      levels.setContext(context);
      levels.start();
      context.addListener(levels);
      return levels;
    }
  }

  /** Replaces those that the settings named before. */
  public synchronized void configure(List<SpanDirective> fromSettings) {
    configured = List.copyOf(fromSettings);
    update();
  }

  /** Adds one for a while; one that is there already counts twice. */
  public synchronized void add(SpanDirective directive) {
    List<SpanDirective> more = new ArrayList<>(added);
    more.add(directive);
    added = List.copyOf(more);
    update();
  }

  /** Takes one away that was added. */
  public synchronized void remove(SpanDirective directive) {
    List<SpanDirective> fewer = new ArrayList<>(added);
    fewer.remove(directive);
    added = List.copyOf(fewer);
    update();
  }

  private void update() {
    List<SpanDirective> all = new ArrayList<>(configured);
    all.addAll(added);
    directives = List.copyOf(all);
    open.watch(!all.isEmpty());
    install();
  }

  private void install() {
    LoggerContext logging = (LoggerContext) getContext();
    logging.getTurboFilterList().remove(this);
    if (!directives.isEmpty()) {
      logging.addTurboFilter(this);
    }
  }

  /** Has to see every span of the process, to know which ones are open around which. */
  public SpanProcessor spans() {
    return open;
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] params,
      @Nullable Throwable thrown) {
    if (level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      return FilterReply.NEUTRAL;
    }
    for (SpanDirective directive : directives) {
      if (level.isGreaterOrEqual(directive.level())
          && directive.covers(logger.getName())
          && holds(directive, Context.current())) {
        return FilterReply.ACCEPT;
      }
    }
    return FilterReply.NEUTRAL;
  }

  private boolean holds(SpanDirective directive, Context context) {
    RequestContext unit = RequestContext.from(context);
    if (directive.holdsIn(unit)) {
      return true;
    }
    return Span.fromContext(context) instanceof ReadableSpan current
        && open.anyAround(current, span -> directive.holdsIn(span, unit));
  }

  @Override
  public boolean isResetResistant() {
    return true;
  }

  @Override
  public synchronized void onReset(LoggerContext context) {
    start();
    install();
  }

  @Override
  public void onStart(LoggerContext context) {}

  @Override
  public void onStop(LoggerContext context) {}

  @Override
  public void onLevelChange(Logger logger, Level level) {}
}
