package io.choicesherpa.console.logs;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.choicesherpa.console.json.JsonResponses;
import io.choicesherpa.console.logql.LogLine;
import io.choicesherpa.console.logql.LogQlEngine;
import io.choicesherpa.console.logql.LogQlException;
import io.choicesherpa.console.logql.LogQuery;
import io.choicesherpa.console.store.LogSource;
import io.choicesherpa.console.store.LogTail;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One browser's live tail. It looks twice a second, and again only after the browser has taken what
 * it was sent; what came meanwhile past a number of lines is counted and not sent.
 */
final class LogTailStream {

  private static final long PERIOD_MILLIS = 500;
  private static final int MAX_LINES_A_LOOK = 2000;

  /** A comment so often shows a dead connection. */
  private static final int SIGN_OF_LIFE_EVERY = 30;

  private static final byte[] SIGN_OF_LIFE = ": \n\n".getBytes(StandardCharsets.US_ASCII);

  private final ServiceRequestContext ctx;
  private final LogSource logs;
  private final LogQlEngine engine;
  private final LogQuery query;
  private final int before;
  private final HttpResponseWriter response = HttpResponse.streaming();
  private long next;
  private int looks;

  LogTailStream(
      ServiceRequestContext ctx, LogSource logs, LogQlEngine engine, LogQuery query, int before) {
    this.ctx = ctx;
    this.logs = logs;
    this.engine = engine;
    this.query = query;
    this.before = before;
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
    run(this::begin);
  }

  void close() {
    response.close();
  }

  private void run(Runnable work) {
    try {
      ctx.blockingTaskExecutor().execute(() -> guarded(work));
    } catch (RejectedExecutionException e) {
      response.close();
    }
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (LogQlException e) {
      send(event("failure", String.valueOf(e.getMessage())));
      response.close();
    } catch (RuntimeException e) {
      response.close(e);
    }
  }

  private void begin() {
    next = logs.end();
    List<LogLine> lines = new ArrayList<>();
    for (LogLine line : engine.lines(query, 0, Long.MAX_VALUE, before, true).lines()) {
      if (line.place() < next) {
        lines.add(line);
      }
    }
    Collections.reverse(lines);
    send(event(lines, 0));
  }

  private void look() {
    if (!response.isOpen()) {
      return;
    }
    LogTail tail = logs.tail(next, MAX_LINES_A_LOOK);
    next = tail.next();
    List<LogLine> lines = engine.filter(query, tail.logs());
    if (!lines.isEmpty() || tail.missed() > 0) {
      send(event(lines, tail.missed()));
    } else if (++looks % SIGN_OF_LIFE_EVERY == 0) {
      send(SIGN_OF_LIFE);
    } else {
      lookAgain();
    }
  }

  private void send(byte[] event) {
    if (response.tryWrite(HttpData.wrap(event))) {
      CompletableFuture<Void> unused = response.whenConsumed().thenRun(this::lookAgain);
    }
  }

  private void lookAgain() {
    ScheduledFuture<?> unused =
        ctx.eventLoop().schedule(() -> run(this::look), PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static byte[] event(List<LogLine> lines, long dropped) {
    return framed(
        "lines",
        JsonResponses.bytes(
            out -> {
              out.writeStartObject();
              out.writeFieldName("lines");
              LineJson.writeLines(out, lines);
              out.writeNumberField("dropped", dropped);
              out.writeEndObject();
            }));
  }

  private static byte[] event(String name, String message) {
    return framed(
        name,
        JsonResponses.bytes(
            out -> {
              out.writeStartObject();
              out.writeStringField("error", message);
              out.writeEndObject();
            }));
  }

  private static byte[] framed(String name, byte[] json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length + 40);
    out.writeBytes(("event: " + name + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(json);
    out.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }
}
