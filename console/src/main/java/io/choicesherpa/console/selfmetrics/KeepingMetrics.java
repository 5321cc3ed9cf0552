package io.choicesherpa.console.selfmetrics;

import io.choicesherpa.console.journal.JournalFigures;
import io.choicesherpa.console.series.BatchOutcome;
import io.choicesherpa.console.series.SeriesFigures;
import io.choicesherpa.console.store.StoreFigures;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** What is held, what was let go, and the journals on disk. */
final class KeepingMetrics {

  private static final List<String> BY_SIGNAL = List.of("signal");

  private final MeasuredParts parts;

  KeepingMetrics(MeasuredParts parts) {
    this.parts = parts;
  }

  void register(PrometheusRegistry registry) {
    Callbacks callbacks = new Callbacks(registry);
    callbacks.gauge(
        "console_held_items",
        "Spans, log records and samples held.",
        BY_SIGNAL,
        stores(StoreFigures::held, SeriesFigures::samples));
    callbacks.gauge(
        "console_held_bytes",
        "Memory that they hold, estimated from above.",
        BY_SIGNAL,
        stores(StoreFigures::heldBytes, SeriesFigures::heldBytes));
    callbacks.gauge(
        "console_cap_bytes",
        "Memory that they may hold.",
        BY_SIGNAL,
        stores(StoreFigures::capBytes, SeriesFigures::capBytes));
    callbacks.counter(
        "console_evicted_items_total",
        "Spans, log records and samples that were let go for room or for age.",
        BY_SIGNAL,
        stores(StoreFigures::evicted, SeriesFigures::evicted));
    callbacks.counter(
        "console_dropped_samples_total",
        "Samples, from whichever source, that were not kept.",
        List.of("reason"),
        values -> {
          BatchOutcome outcome = parts.series().figures().outcome();
          values.put(outcome.outOfOrder(), "out_of_order");
          values.put(outcome.duplicates(), "duplicate");
          values.put(outcome.tooOld(), "too_old");
          values.put(outcome.tooFarAhead(), "too_far_ahead");
          values.put(outcome.refused(), "no_room");
        });
    callbacks.counter(
        "console_appended_samples_total",
        "Samples, from whichever source, that were kept.",
        List.of(),
        values -> values.put(parts.series().figures().outcome().accepted()));
    callbacks.gauge(
        "console_series",
        "Series held.",
        List.of(),
        values -> values.put(parts.series().figures().series()));
    callbacks.counter(
        "console_series_created_total",
        "Series made.",
        List.of(),
        values -> values.put(parts.series().figures().createdSeries()));
    callbacks.counter(
        "console_series_refused_total",
        "Times that a new series found no room or broke a limit.",
        List.of(),
        values -> values.put(parts.series().figures().refusedSeries()));
    callbacks.counter(
        "console_exemplars_total",
        "Exemplars kept.",
        List.of(),
        values -> values.put(parts.series().figures().exemplars()));
    registerJournals(callbacks);
  }

  private Consumer<Callbacks.Values> stores(
      ToDoubleFunction<StoreFigures> ofStore, ToDoubleFunction<SeriesFigures> ofSeries) {
    return values -> {
      values.put(ofStore.applyAsDouble(parts.traces().figures()), "traces");
      values.put(ofStore.applyAsDouble(parts.logs().figures()), "logs");
      values.put(ofSeries.applyAsDouble(parts.series().figures()), "metrics");
    };
  }

  private void registerJournals(Callbacks callbacks) {
    callbacks.gauge(
        "console_journal_bytes",
        "Bytes on disk.",
        List.of("journal"),
        journals(JournalFigures::heldBytes));
    callbacks.counter(
        "console_journal_records_total",
        "Records written.",
        List.of("journal"),
        journals(JournalFigures::appendedRecords));
    callbacks.counter(
        "console_journal_dropped_records_total",
        "Records that the disk refused.",
        List.of("journal"),
        journals(JournalFigures::droppedRecords));
    callbacks.counter(
        "console_journal_damaged_bytes_total",
        "Bytes cut off at start because they were torn.",
        List.of("journal"),
        journals(JournalFigures::damagedBytes));
  }

  private Consumer<Callbacks.Values> journals(ToDoubleFunction<JournalFigures> figure) {
    return values -> {
      Map<String, JournalFigures> all = new TreeMap<>(parts.journals().get());
      List<JournalFigures> series = parts.series().figures().journals();
      if (!series.isEmpty()) {
        all.put("recent_samples", series.get(0));
        all.put("chunks", series.get(1));
      }
      all.forEach((name, figures) -> values.put(figure.applyAsDouble(figures), name));
    };
  }
}
