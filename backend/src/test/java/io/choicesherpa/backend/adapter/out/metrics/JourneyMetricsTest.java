package io.choicesherpa.backend.adapter.out.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.JourneyStage;
import io.choicesherpa.backend.domain.Role;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.testing.TestDatabase;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JourneyMetricsTest {

  private final Metrics metrics = new Metrics(BusinessMetrics.CATALOGUE);
  private final JdbcClient jdbc = TestDatabase.jdbc();
  private final JourneyMetrics journey = new JourneyMetrics(metrics, jdbc);
  private final TransactionTemplate transaction =
      new TransactionTemplate(new DataSourceTransactionManager(TestDatabase.dataSource()));

  private double count(String name, String... labels) {
    return metrics.registry().scrape(found -> found.equals(name)).stream()
        .map(CounterSnapshot.class::cast)
        .flatMap(snapshot -> snapshot.getDataPoints().stream())
        .filter(point -> point.getLabels().equals(Labels.of(labels)))
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .findFirst()
        .orElse(-1);
  }

  private double sum(String name, String... labels) {
    return metrics.registry().scrape(found -> found.equals(name)).stream()
        .map(HistogramSnapshot.class::cast)
        .flatMap(snapshot -> snapshot.getDataPoints().stream())
        .filter(point -> point.getLabels().equals(Labels.of(labels)))
        .mapToDouble(HistogramSnapshot.HistogramDataPointSnapshot::getSum)
        .findFirst()
        .orElse(-1);
  }

  private SessionId newSession() {
    UUID id = UUID.randomUUID();
    jdbc.sql("INSERT INTO sessions (id, owner_id, created_at) VALUES (?, 'ann', now())")
        .param(id)
        .update();
    return new SessionId(id);
  }

  @Test
  void everySeries_existsFromTheStart() {
    assertThat(count("journey_stage_reached", "stage", "notes_next_steps")).isZero();
    assertThat(count("components_started", "component_type", "tradeoffs")).isZero();
    assertThat(count("sessions_created", "tier", "pro")).isZero();
    assertThat(sum("message_length_chars", "role", "system")).isZero();
    assertThat(count("cycles_branched")).isZero();
  }

  @Test
  void counts_holdOnceTheTransactionHasCommitted() {
    transaction.executeWithoutResult(
        status -> {
          journey.sessionCreated(Tier.PRO);
          journey.componentCompleted(ComponentType.TRADEOFFS, Duration.ofMillis(1_500));
          journey.messageSent(Role.USER, 12);
          assertThat(count("sessions_created", "tier", "pro")).isZero();
        });
    assertThat(count("sessions_created", "tier", "pro")).isEqualTo(1);
    assertThat(count("components_completed", "component_type", "tradeoffs")).isEqualTo(1);
    assertThat(sum("component_duration_seconds", "component_type", "tradeoffs")).isEqualTo(1.5);
    assertThat(count("messages_sent", "role", "user")).isEqualTo(1);
    assertThat(sum("message_length_chars", "role", "user")).isEqualTo(12);
  }

  @Test
  void counts_areNoneIfTheTransactionFails() {
    SessionId session = newSession();
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      journey.cycleCreated();
                      journey.stageReached(session, JourneyStage.CYCLE);
                      throw new IllegalStateException("fails");
                    }))
        .hasMessage("fails");
    assertThat(count("cycles_created")).isZero();
    assertThat(count("journey_stage_reached", "stage", "cycle")).isZero();

    journey.stageReached(session, JourneyStage.CYCLE);
    assertThat(count("journey_stage_reached", "stage", "cycle")).isEqualTo(1);
  }

  @Test
  void stage_countsOncePerSession_alsoAfterARestart() {
    SessionId one = newSession();
    SessionId other = newSession();
    journey.stageReached(one, JourneyStage.OBJECTIVES);
    journey.stageReached(one, JourneyStage.OBJECTIVES);
    journey.stageReached(other, JourneyStage.OBJECTIVES);
    assertThat(count("journey_stage_reached", "stage", "objectives")).isEqualTo(2);

    Metrics afterRestart = new Metrics(BusinessMetrics.CATALOGUE);
    new JourneyMetrics(afterRestart, jdbc).stageReached(one, JourneyStage.OBJECTIVES);
    assertThat(
            afterRestart.counter(BusinessMetrics.JOURNEY_STAGE_REACHED).labels("objectives").get())
        .isZero();
  }

  @Test
  void activeSessions_keepTheirLastValueWhileCountingFails() {
    var gauge = metrics.gauge(BusinessMetrics.SESSIONS_ACTIVE).labels();
    long[] count = {7};
    try (ActiveSessionsGauge active =
        new ActiveSessionsGauge(
            gauge,
            () -> {
              if (count[0] < 0) {
                throw new IllegalStateException("no database");
              }
              return count[0];
            })) {
      active.refresh();
      assertThat(gauge.get()).isEqualTo(7);
      count[0] = -1;
      active.refresh();
      assertThat(gauge.get()).isEqualTo(7);
      count[0] = 8;
      active.refresh();
      assertThat(gauge.get()).isEqualTo(8);
    }
  }
}
