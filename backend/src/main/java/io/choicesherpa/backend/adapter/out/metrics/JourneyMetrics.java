package io.choicesherpa.backend.adapter.out.metrics;

import io.choicesherpa.backend.application.port.out.RecordJourney;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.JourneyStage;
import io.choicesherpa.backend.domain.Role;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts once the surrounding transaction has committed. All series are bound when this is made;
 * that a stage counts once is what its row in {@code journey_stages} is for.
 */
final class JourneyMetrics implements RecordJourney {

  private final JdbcClient jdbc;
  private final Map<Tier, CounterDataPoint> sessionsCreated;
  private final CounterDataPoint sessionsArchived;
  private final CounterDataPoint cyclesCreated;
  private final CounterDataPoint cyclesBranched;
  private final CounterDataPoint cyclesCompleted;
  private final Map<ComponentType, CounterDataPoint> componentsStarted;
  private final Map<ComponentType, CounterDataPoint> componentsCompleted;
  private final Map<ComponentType, DistributionDataPoint> componentDuration;
  private final Map<Role, CounterDataPoint> messagesSent;
  private final Map<Role, DistributionDataPoint> messageLength;
  private final Map<JourneyStage, CounterDataPoint> stagesReached;

  JourneyMetrics(Metrics metrics, JdbcClient jdbc) {
    this.jdbc = jdbc;
    sessionsCreated =
        bind(
            Tier.class,
            tier -> metrics.counter(BusinessMetrics.SESSIONS_CREATED).labels(tier.wireName()));
    sessionsArchived = metrics.counter(BusinessMetrics.SESSIONS_ARCHIVED).labels();
    cyclesCreated = metrics.counter(BusinessMetrics.CYCLES_CREATED).labels();
    cyclesBranched = metrics.counter(BusinessMetrics.CYCLES_BRANCHED).labels();
    cyclesCompleted = metrics.counter(BusinessMetrics.CYCLES_COMPLETED).labels();
    componentsStarted =
        bind(
            ComponentType.class,
            type -> metrics.counter(BusinessMetrics.COMPONENTS_STARTED).labels(type.wireName()));
    componentsCompleted =
        bind(
            ComponentType.class,
            type -> metrics.counter(BusinessMetrics.COMPONENTS_COMPLETED).labels(type.wireName()));
    componentDuration =
        bind(
            ComponentType.class,
            type -> metrics.histogram(BusinessMetrics.COMPONENT_DURATION).labels(type.wireName()));
    messagesSent =
        bind(
            Role.class,
            role -> metrics.counter(BusinessMetrics.MESSAGES_SENT).labels(role.wireName()));
    messageLength =
        bind(
            Role.class,
            role -> metrics.histogram(BusinessMetrics.MESSAGE_LENGTH).labels(role.wireName()));
    stagesReached =
        bind(
            JourneyStage.class,
            stage ->
                metrics.counter(BusinessMetrics.JOURNEY_STAGE_REACHED).labels(stage.wireName()));
  }

  @Override
  public void sessionCreated(Tier tier) {
    increment(of(sessionsCreated, tier));
  }

  @Override
  public void sessionArchived() {
    increment(sessionsArchived);
  }

  @Override
  public void cycleCreated() {
    increment(cyclesCreated);
  }

  @Override
  public void cycleBranched() {
    increment(cyclesBranched);
  }

  @Override
  public void cycleCompleted() {
    increment(cyclesCompleted);
  }

  @Override
  public void componentStarted(ComponentType type) {
    increment(of(componentsStarted, type));
  }

  @Override
  public void componentCompleted(ComponentType type, Duration duration) {
    increment(of(componentsCompleted, type));
    double seconds = duration.toMillis() / 1000.0;
    onceCommitted(() -> of(componentDuration, type).observe(seconds));
  }

  @Override
  public void messageSent(Role role, int lengthChars) {
    increment(of(messagesSent, role));
    onceCommitted(() -> of(messageLength, role).observe(lengthChars));
  }

  @Override
  public void stageReached(SessionId session, JourneyStage stage) {
    int inserted =
        jdbc.sql(
                """
                INSERT INTO journey_stages (session_id, stage) VALUES (:session, :stage)
                ON CONFLICT DO NOTHING
                """)
            .param("session", session.value())
            .param("stage", stage.wireName())
            .update();
    if (inserted == 1) {
      increment(of(stagesReached, stage));
    }
  }

  private static void increment(CounterDataPoint counter) {
    onceCommitted(counter::inc);
  }

  private static void onceCommitted(Runnable count) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      count.run();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            count.run();
          }
        });
  }

  private static <E extends Enum<E>, D> Map<E, D> bind(Class<E> keys, Function<E, D> series) {
    Map<E, D> bound = new EnumMap<>(keys);
    for (E key : keys.getEnumConstants()) {
      bound.put(key, series.apply(key));
    }
    return bound;
  }

  private static <E extends Enum<E>, D> D of(Map<E, D> bound, E key) {
    D series = bound.get(key);
    if (series == null) {
      throw new IllegalStateException("no series for " + key);
    }
    return series;
  }
}
