package io.choicesherpa.console.web;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.choicesherpa.console.json.JsonBody;
import io.choicesherpa.console.json.JsonResponses;
import io.choicesherpa.console.store.LogSource;
import io.choicesherpa.console.store.TraceId;
import io.choicesherpa.console.store.TraceQuery;
import io.choicesherpa.console.store.TraceSnapshot;
import io.choicesherpa.console.store.TraceSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One browser's stream. It looks twice a second and writes only what has changed since it last
 * wrote, and only after the browser has taken that: a slow one gets fewer, fuller updates. Lives on
 * its request's event loop.
 */
final class LiveStream {

  private static final long PERIOD_MILLIS = 500;

  /** The header's figures come with every fourth look, which also shows a dead connection. */
  private static final int OVERVIEW_EVERY = 4;

  private final ServiceRequestContext ctx;
  private final TraceSource traces;
  private final LogSource logs;
  private final Overview overview;
  private final TraceQuery query;
  private final Predicate<TraceSnapshot> also;
  private final @Nullable TraceId watched;
  private final HttpResponseWriter response = HttpResponse.streaming();
  private long version;
  private long watchedVersion = -1;
  private long watchedLogs = -1;
  private int looks;

  LiveStream(
      ServiceRequestContext ctx,
      TraceSource traces,
      LogSource logs,
      Overview overview,
      TraceQuery query,
      Predicate<TraceSnapshot> also,
      long since,
      @Nullable TraceId watched) {
    this.ctx = ctx;
    this.traces = traces;
    this.logs = logs;
    this.overview = overview;
    this.query = query;
    this.also = also;
    this.version = since;
    this.watched = watched;
  }

  HttpResponse response() {
    return response;
  }

  void start() {
    ctx.clearRequestTimeout();
    response.write(
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(MediaType.EVENT_STREAM)
            .add("cache-control", "no-store")
            .build());
    ctx.eventLoop().execute(this::look);
  }

  void close() {
    response.close();
  }

  private void look() {
    if (!response.isOpen()) {
      return;
    }
    ByteArrayOutputStream events = new ByteArrayOutputStream();
    if (looks++ % OVERVIEW_EVERY == 0) {
      event(events, "overview", overview.json());
    }
    addChangedTraces(events);
    addWatched(events);
    if (events.size() > 0 && !response.tryWrite(HttpData.wrap(events.toByteArray()))) {
      return;
    }
    CompletableFuture<Void> unused = response.whenConsumed().thenRun(this::lookAgain);
  }

  private void lookAgain() {
    ScheduledFuture<?> unused =
        ctx.eventLoop().schedule(this::look, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void addChangedTraces(ByteArrayOutputStream events) {
    long now = traces.version();
    if (now == version) {
      return;
    }
    List<TraceSnapshot> changed = traces.changedSince(version, query.limit());
    version = now;
    List<TraceSnapshot> wanted = changed.stream().filter(query::matches).filter(also).toList();
    if (!wanted.isEmpty()) {
      event(events, "traces", out -> SummaryJson.writeAll(out, wanted));
    }
  }

  private void addWatched(ByteArrayOutputStream events) {
    if (watched == null) {
      return;
    }
    TraceSnapshot trace = traces.trace(watched);
    long traceVersion = trace == null ? 0 : trace.version();
    long logArrivals = logs.arrivalsOfTrace(watched);
    if (traceVersion != watchedVersion || logArrivals != watchedLogs) {
      watchedVersion = traceVersion;
      watchedLogs = logArrivals;
      event(
          events,
          "trace",
          out -> {
            out.writeStartObject();
            out.writeNumberField("version", traceVersion);
            out.writeNumberField("log_arrivals", logArrivals);
            out.writeEndObject();
          });
    }
  }

  /** JSON has no line break in it, as an event's data line must not. */
  private static void event(ByteArrayOutputStream events, String name, JsonBody data) {
    events.writeBytes(("event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    events.writeBytes(JsonResponses.bytes(data));
    events.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
  }
}
