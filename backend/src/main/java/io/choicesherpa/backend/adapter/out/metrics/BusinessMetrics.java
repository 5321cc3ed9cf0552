package io.choicesherpa.backend.adapter.out.metrics;

import static io.choicesherpa.telemetry.metrics.LabelDefinition.closed;
import static io.choicesherpa.telemetry.metrics.MetricDefinition.counter;
import static io.choicesherpa.telemetry.metrics.MetricDefinition.gauge;
import static io.choicesherpa.telemetry.metrics.MetricDefinition.histogram;

import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.JourneyStage;
import io.choicesherpa.backend.domain.Role;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.telemetry.metrics.LabelDefinition;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import io.choicesherpa.telemetry.metrics.MetricDefinition;

/** The metrics of Choice Sherpa's own business. All label values are known beforehand. */
public final class BusinessMetrics {

  private static final LabelDefinition COMPONENT_TYPE =
      closed("component_type", ComponentType.wireNames());
  private static final LabelDefinition ROLE = closed("role", Role.wireNames());

  static final MetricDefinition SESSIONS_CREATED =
      counter("sessions_created_total")
          .help("Sessions opened, by the person's tier.")
          .label(closed("tier", Tier.wireNames()))
          .build();

  static final MetricDefinition SESSIONS_ARCHIVED =
      counter("sessions_archived_total").help("Sessions archived.").build();

  static final MetricDefinition SESSIONS_ACTIVE =
      gauge("sessions_active").help("Sessions that are not archived.").build();

  static final MetricDefinition CYCLES_CREATED =
      counter("cycles_created_total").help("Cycles begun afresh; branches not counted.").build();

  static final MetricDefinition CYCLES_BRANCHED =
      counter("cycles_branched_total").help("Cycles branched from another one.").build();

  static final MetricDefinition CYCLES_COMPLETED =
      counter("cycles_completed_total").help("Cycles completed: decisions made.").build();

  static final MetricDefinition COMPONENTS_STARTED =
      counter("components_started_total")
          .help("Components started; each branch counts again.")
          .label(COMPONENT_TYPE)
          .build();

  static final MetricDefinition COMPONENTS_COMPLETED =
      counter("components_completed_total")
          .help("Components completed; each branch counts again.")
          .label(COMPONENT_TYPE)
          .build();

  /** People take from seconds (a click) to days (a night's sleep over it). */
  static final MetricDefinition COMPONENT_DURATION =
      histogram("component_duration_seconds")
          .unit("seconds")
          .help("Time from a component's start to its completion, the person's pauses included.")
          .label(COMPONENT_TYPE)
          .buckets(1, 5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 43200, 86400)
          .build();

  static final MetricDefinition MESSAGES_SENT =
      counter("messages_sent_total").help("Messages kept, by who said them.").label(ROLE).build();

  static final MetricDefinition MESSAGE_LENGTH =
      histogram("message_length_chars")
          .unit("chars")
          .help("Length of messages kept, in UTF-16 units.")
          .label(ROLE)
          .buckets(10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000)
          .build();

  static final MetricDefinition JOURNEY_STAGE_REACHED =
      counter("journey_stage_reached_total")
          .help("Sessions that reached a stage, each session once per stage.")
          .label(closed("stage", JourneyStage.wireNames()))
          .build();

  /** Every metric above. */
  public static final MetricCatalogue CATALOGUE =
      MetricCatalogue.of(
          SESSIONS_CREATED,
          SESSIONS_ARCHIVED,
          SESSIONS_ACTIVE,
          CYCLES_CREATED,
          CYCLES_BRANCHED,
          CYCLES_COMPLETED,
          COMPONENTS_STARTED,
          COMPONENTS_COMPLETED,
          COMPONENT_DURATION,
          MESSAGES_SENT,
          MESSAGE_LENGTH,
          JOURNEY_STAGE_REACHED);

  private BusinessMetrics() {}
}
