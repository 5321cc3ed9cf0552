package io.choicesherpa.console.logs;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.choicesherpa.console.logql.LogQlEngine;
import io.choicesherpa.console.logql.LogQlException;
import io.choicesherpa.console.query.BadQueryException;
import io.choicesherpa.console.store.LogSource;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The live tails that are open. Thread-safe. */
final class LogTails implements AutoCloseable {

  private static final int MAX_STREAMS = 32;

  private final LogSource logs;
  private final LogQlEngine engine;
  private final Clock clock;
  private final Set<LogTailStream> streams = ConcurrentHashMap.newKeySet();

  LogTails(LogSource logs, LogQlEngine engine, Clock clock) {
    this.logs = logs;
    this.engine = engine;
    this.clock = clock;
  }

  HttpResponse open(ServiceRequestContext ctx) {
    if (streams.size() >= MAX_STREAMS) {
      return LogsApi.failure(
          HttpStatus.SERVICE_UNAVAILABLE, MAX_STREAMS + " live tails are open already");
    }
    try {
      LogParameters p = new LogParameters(ctx.queryParams(), clock);
      int lines = (int) p.number("lines", 50, 0, 500);
      LogTailStream stream = new LogTailStream(ctx, logs, engine, p.query(), lines);
      streams.add(stream);
      CompletableFuture<Boolean> unused =
          stream.response().whenComplete().handle((done, failure) -> streams.remove(stream));
      stream.start();
      return stream.response();
    } catch (BadQueryException | LogQlException e) {
      return LogsApi.failure(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    streams.forEach(LogTailStream::close);
  }
}
