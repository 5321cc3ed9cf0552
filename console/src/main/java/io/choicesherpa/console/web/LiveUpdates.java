package io.choicesherpa.console.web;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.choicesherpa.console.query.BadQueryException;
import io.choicesherpa.console.store.LogSource;
import io.choicesherpa.console.store.TraceId;
import io.choicesherpa.console.store.TraceQuery;
import io.choicesherpa.console.store.TraceSnapshot;
import io.choicesherpa.console.store.TraceSource;
import io.choicesherpa.console.traceql.TraceQlException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code /console/api/live}: Server-Sent Events with changed traces, the header's figures, and
 * changes of one trace that is looked at. Thread-safe.
 */
final class LiveUpdates implements AutoCloseable {

  /** A browser opens six connections to a host at most, so this is several people. */
  private static final int MAX_STREAMS = 64;

  private final TraceSource traces;
  private final LogSource logs;
  private final Overview overview;
  private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();

  LiveUpdates(TraceSource traces, LogSource logs, Overview overview) {
    this.traces = traces;
    this.logs = logs;
    this.overview = overview;
  }

  void addTo(ServerBuilder server) {
    server.route().get("/console/api/live").build((ctx, request) -> open(ctx));
  }

  private HttpResponse open(ServiceRequestContext ctx) {
    if (streams.size() >= MAX_STREAMS) {
      return HttpResponse.of(HttpStatus.SERVICE_UNAVAILABLE);
    }
    QueryParams params = ctx.queryParams();
    try {
      TraceQuery query = TraceFilter.parse(params);
      Predicate<TraceSnapshot> also = ConsoleApi.traceQl(params);
      LiveStream stream =
          new LiveStream(ctx, traces, logs, overview, query, also, since(params), watched(params));
      streams.add(stream);
      CompletableFuture<Boolean> unused =
          stream.response().whenComplete().handle((done, failure) -> streams.remove(stream));
      stream.start();
      return stream.response();
    } catch (TraceQlException e) {
      return ConsoleApi.badQuery(new BadQueryException(String.valueOf(e.getMessage())));
    } catch (BadQueryException e) {
      return ConsoleApi.badQuery(e);
    }
  }

  private long since(QueryParams params) {
    String text = params.get("since", "");
    try {
      return text.isEmpty() ? traces.version() : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new BadQueryException("since wants the version that a list came with, not " + text);
    }
  }

  private static @Nullable TraceId watched(QueryParams params) {
    String text = params.get("trace", "");
    if (text.isEmpty()) {
      return null;
    }
    TraceId id = TraceId.parse(text);
    if (id == null) {
      throw new BadQueryException("trace wants an id of 1 to 32 hexadecimal digits, not " + text);
    }
    return id;
  }

  int open() {
    return streams.size();
  }

  @Override
  public void close() {
    streams.forEach(LiveStream::close);
  }
}
