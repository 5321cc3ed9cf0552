package io.choicesherpa.console.rules;

import io.choicesherpa.console.rules.definition.RuleGroupDefinition;
import io.choicesherpa.promql.source.SeriesSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All groups, each evaluated on its interval by one thread: rules cannot crowd out what else the
 * console does. Thread-safe.
 */
public final class Rules implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Rules.class);

  private final RuleContext context;
  private final AlertMemory memory;
  private final Clock clock;
  private final long defaultIntervalMillis;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "console-rules");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, ScheduledFuture<?>> runs = new LinkedHashMap<>();
  private volatile Map<String, RuleGroup> groups = Map.of();

  /**
   * No group yet.
   *
   * @param memory where the alerts of before a restart are found
   * @param defaultIntervalMillis of groups without an interval of their own
   */
  public Rules(RuleContext context, SeriesSource memory, Clock clock, long defaultIntervalMillis) {
    this.context = context;
    this.memory = new AlertMemory(memory);
    this.clock = clock;
    this.defaultIntervalMillis = defaultIntervalMillis;
  }

  /** Puts {@code definitions} in place of what ran; rules that stay keep their alerts. */
  public synchronized void load(List<RuleGroupDefinition> definitions) {
    loadWithoutTimer(definitions);
    groups.forEach((key, group) -> runs.put(key, schedule(group)));
  }

  /** The same, but only {@link #evaluateAll} evaluates: for time that is not the clock's. */
  public synchronized void loadWithoutTimer(List<RuleGroupDefinition> definitions) {
    Map<String, RuleGroup> former = new LinkedHashMap<>(groups);
    Map<String, RuleGroup> loaded = new LinkedHashMap<>();
    runs.values().forEach(run -> run.cancel(false));
    runs.clear();
    for (RuleGroupDefinition definition : definitions) {
      RuleGroup group = new RuleGroup(definition, defaultIntervalMillis);
      String key = definition.file() + ";" + definition.name();
      RuleGroup before = former.remove(key);
      if (before != null) {
        group.takeOver(before, context.sink(), clock.millis());
      }
      loaded.put(key, group);
    }
    former.values().forEach(gone -> gone.end(context.sink(), clock.millis()));
    groups = loaded;
  }

  /** At whole multiples of the interval, so that restarts do not shift the samples' times. */
  private ScheduledFuture<?> schedule(RuleGroup group) {
    long interval = group.intervalMillis();
    long delay = interval - Math.floorMod(clock.millis(), interval);
    return timer.scheduleAtFixedRate(
        () -> runSafely(group), delay, interval, TimeUnit.MILLISECONDS);
  }

  private void runSafely(RuleGroup group) {
    try {
      evaluate(group, clock.millis());
    } catch (RuntimeException e) {
      // The timer would silently drop the group for good.
      log.atError()
          .addKeyValue("group", group.definition().name())
          .setCause(e)
          .log("Evaluating a group of rules failed");
    }
  }

  private void evaluate(RuleGroup group, long nowMillis) {
    group.evaluate(context, nowMillis);
    group.restore(memory, nowMillis);
  }

  /** Evaluates all groups for this time at once, as tests and trials over kept data need it. */
  public void evaluateAll(long nowMillis) {
    groups.values().forEach(group -> evaluate(group, nowMillis));
  }

  /** All groups, in the order of their files. */
  public List<RuleGroupSnapshot> groups() {
    return groups.values().stream().map(RuleGroupSnapshot::of).toList();
  }

  /** All active alerts, group by group. */
  public List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    for (RuleGroup group : groups.values()) {
      for (Rule rule : group.rules()) {
        if (rule instanceof AlertingRule alerting) {
          alerts.addAll(alerting.activeAlerts());
        }
      }
    }
    return alerts;
  }

  /** Ends all evaluations; what alerts there are stays known. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
