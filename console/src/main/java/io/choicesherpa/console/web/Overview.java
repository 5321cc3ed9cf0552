package io.choicesherpa.console.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.choicesherpa.console.journal.JournalFigures;
import io.choicesherpa.console.json.JsonBody;
import io.choicesherpa.console.json.OtlpValues;
import io.choicesherpa.console.receive.ReceiverFigures;
import io.choicesherpa.console.receive.Signal;
import io.choicesherpa.console.receive.SignalFigures;
import io.choicesherpa.console.scrape.Scraper;
import io.choicesherpa.console.scrape.TargetState;
import io.choicesherpa.console.series.SeriesFigures;
import io.choicesherpa.console.series.SeriesStore;
import io.choicesherpa.console.store.LogSource;
import io.choicesherpa.console.store.StoreFigures;
import io.choicesherpa.console.store.TraceSource;
import io.choicesherpa.console.store.TraceSource.TraceCounts;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The page's header as JSON: targets, traffic, and what the console itself takes in and lets go.
 */
final class Overview {

  private final TraceSource traces;
  private final LogSource logs;
  private final SeriesStore series;
  private final ReceiverFigures receivers;
  private final Scraper scraper;
  private final TrafficFigures traffic;
  private final Supplier<WebServices.JournalState> journals;
  private final IntSupplier otlpGrpcPort;
  private final IntSupplier otlpHttpPort;
  private final Clock clock;

  Overview(WebServices.Sources sources) {
    this.traces = sources.traces();
    this.logs = sources.logs();
    this.series = sources.series();
    this.receivers = sources.receivers();
    this.scraper = sources.scraper();
    this.traffic = new TrafficFigures(sources.series());
    this.journals = sources.journals();
    this.otlpGrpcPort = sources.otlpGrpcPort();
    this.otlpHttpPort = sources.otlpHttpPort();
    this.clock = sources.clock();
  }

  JsonBody json() {
    return out -> {
      long now = clock.millis();
      out.writeStartObject();
      out.writeNumberField("now_millis", now);
      out.writeNumberField("otlp_grpc_port", otlpGrpcPort.getAsInt());
      out.writeNumberField("otlp_http_port", otlpHttpPort.getAsInt());
      writeTargets(out, now);
      writeTraffic(out, now);
      TraceCounts counts = traces.traceCounts();
      out.writeNumberField("traces_held", counts.held());
      out.writeNumberField("traces_evicted", counts.evicted());
      writeFigures(out, "spans", traces.figures());
      writeFigures(out, "logs", logs.figures());
      SeriesFigures seriesFigures = series.figures();
      writeFigures(out, "samples", samples(seriesFigures));
      out.writeNumberField("series_held", seriesFigures.series());
      writeReceivers(out);
      writeJournals(out, journals.get());
      out.writeEndObject();
    };
  }

  private static StoreFigures samples(SeriesFigures figures) {
    long dropped = figures.outcome().dropped();
    return new StoreFigures(
        figures.outcome().accepted() + dropped,
        figures.samples(),
        figures.evicted(),
        dropped,
        figures.heldBytes(),
        figures.capBytes());
  }

  private void writeTargets(JsonGenerator out, long now) throws IOException {
    out.writeArrayFieldStart("targets");
    for (TargetState state : scraper.states()) {
      out.writeStartObject();
      out.writeStringField("job", state.target().job());
      out.writeStringField("instance", state.target().instance());
      out.writeStringField("health", state.health().word());
      out.writeStringField("last_error", state.lastError());
      long last = state.lastScrapeMillis();
      out.writeNumberField("last_scrape_age_millis", last == 0 ? -1 : now - last);
      out.writeNumberField("samples", state.samples());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void writeTraffic(JsonGenerator out, long now) throws IOException {
    out.writeArrayFieldStart("traffic");
    for (Map.Entry<String, TrafficFigures.Traffic> job : traffic.at(now).entrySet()) {
      out.writeStartObject();
      out.writeStringField("job", job.getKey());
      out.writeFieldName("requests_per_second");
      OtlpValues.writeDouble(out, job.getValue().requestsPerSecond());
      out.writeFieldName("error_share");
      OtlpValues.writeDouble(out, job.getValue().errorShare());
      out.writeArrayFieldStart("history");
      for (double point : job.getValue().history()) {
        OtlpValues.writeDouble(out, point);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeFigures(JsonGenerator out, String name, StoreFigures figures)
      throws IOException {
    out.writeObjectFieldStart(name);
    out.writeNumberField("received", figures.received());
    out.writeNumberField("held", figures.held());
    out.writeNumberField("evicted", figures.evicted());
    out.writeNumberField("refused", figures.refused());
    out.writeNumberField("held_bytes", figures.heldBytes());
    out.writeNumberField("cap_bytes", figures.capBytes());
    out.writeEndObject();
  }

  private static void writeJournals(JsonGenerator out, WebServices.JournalState state)
      throws IOException {
    out.writeBooleanField("recovering", state.recovering());
    out.writeObjectFieldStart("journals");
    for (Map.Entry<String, JournalFigures> journal : new TreeMap<>(state.figures()).entrySet()) {
      JournalFigures figures = journal.getValue();
      out.writeObjectFieldStart(journal.getKey());
      out.writeNumberField("segments", figures.segments());
      out.writeNumberField("held_bytes", figures.heldBytes());
      out.writeNumberField("appended_records", figures.appendedRecords());
      out.writeNumberField("dropped_records", figures.droppedRecords());
      out.writeNumberField("damaged_bytes", figures.damagedBytes());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private void writeReceivers(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("receivers");
    out.writeNumberField("requests", receivers.requests());
    out.writeNumberField("malformed", receivers.malformedRequests());
    out.writeNumberField("too_large", receivers.tooLargeRequests());
    out.writeNumberField("overloaded", receivers.overloadedRequests());
    out.writeNumberField("invalid_spans", receivers.invalidSpans());
    out.writeNumberField("metric_points_not_kept", receivers.metricDataPoints());
    for (Signal signal : Signal.values()) {
      SignalFigures figures = receivers.signal(signal);
      out.writeObjectFieldStart(signal.word());
      out.writeNumberField("requests", figures.requests());
      out.writeNumberField("malformed", figures.malformedRequests());
      out.writeNumberField("accepted", figures.acceptedItems());
      out.writeNumberField("refused", figures.refusedItems());
      out.writeEndObject();
    }
    out.writeEndObject();
  }
}
