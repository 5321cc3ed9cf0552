package io.choicesherpa.backend.adapter.in.websocket;

import io.choicesherpa.backend.adapter.in.problem.Problem;
import io.choicesherpa.backend.adapter.in.problem.ProblemMapper;
import io.choicesherpa.backend.application.port.in.SendMessage;
import io.choicesherpa.backend.application.port.in.SendMessage.SendMessageCommand;
import io.choicesherpa.backend.application.port.in.SendMessage.SentMessage;
import io.choicesherpa.backend.domain.Message;
import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One message from a connection, as a unit of work of its own: root of its own trace, linked to the
 * request that opened the connection, with a request id of its own and one line in the log when it
 * ends, however it ends.
 */
final class MessageWork {

  private static final Logger log = LoggerFactory.getLogger(MessageWork.class);
  private static final String SPAN_NAME = "websocket send_message";

  private final SendMessage sendMessage;
  private final Frames frames;
  private final Tracing tracing;
  private final LongSupplier nanoTime;

  MessageWork(SendMessage sendMessage, Frames frames, Tracing tracing, LongSupplier nanoTime) {
    this.sendMessage = sendMessage;
    this.frames = frames;
    this.tracing = tracing;
    this.nanoTime = nanoTime;
  }

  /** Answers {@code text} on the calling thread; never throws. An interrupt breaks it off. */
  void answer(Connection connection, String text) {
    long startNanos = nanoTime.getAsLong();
    Connection.Opening opening = connection.opening();
    Span span =
        tracing
            .tracer()
            .spanBuilder(SPAN_NAME)
            .setNoParent()
            .setSpanKind(SpanKind.SERVER)
            .addLink(opening.handshake())
            .setAttribute("network.protocol.name", "websocket")
            .startSpan();
    RequestContext request = RequestContext.create(UUID.randomUUID().toString());
    request.setUserId(opening.actor().user().value());
    Context context = request.storeIn(Context.root().with(span));
    try (Scope ignored = context.makeCurrent()) {
      String outcome = run(connection, text, span);
      span.setAttribute("outcome", outcome);
      log.atInfo()
          .addKeyValue("type", "send_message")
          .addKeyValue("outcome", outcome)
          .addKeyValue("duration_ms", (nanoTime.getAsLong() - startNanos) / 1_000_000)
          .log("websocket message handled");
    } finally {
      span.end();
    }
  }

  private String run(Connection connection, String text, Span span) {
    Connection.Opening opening = connection.opening();
    try {
      SentMessage sent =
          sendMessage.send(
              new SendMessageCommand(
                  opening.actor().user(), opening.actor().tier(), opening.conversation(), text),
              chunk -> sendOrLeave(connection, frames.chunk(chunk)));
      Message answer = sent.assistantMessage();
      connection.end();
      connection.send(frames.complete(answer.id().toString(), answer.text()));
      return "ok";
    } catch (CancellationException clientIsGone) {
      connection.end();
      return "cancelled";
    } catch (RuntimeException e) {
      connection.end();
      if (connection.isClosed()) {
        return "cancelled";
      }
      Problem problem = ProblemMapper.map(e);
      if (problem.status().is5xxServerError()) {
        Tracing.recordFailure(span, e);
        log.atError().setCause(e).log("websocket message failed");
      }
      connection.send(errorFrame(frames, problem));
      return code(problem);
    }
  }

  private static void sendOrLeave(Connection connection, String frame) {
    if (!connection.send(frame)) {
      throw new CancellationException("the client has left");
    }
  }

  /** The frame that tells of {@code problem}, with the current trace. */
  static String errorFrame(Frames frames, Problem problem) {
    SpanContext span = Span.current().getSpanContext();
    return frames.error(
        code(problem),
        problem.detail(),
        retryAfter(problem),
        span.isValid() ? span.getTraceId() : null);
  }

  /** The problem's own name, such as {@code rate_limited}, else its status', in snake_case. */
  private static String code(Problem problem) {
    String name =
        problem.type().equals(Problem.NO_TYPE)
            ? problem.status().name()
            : problem.type().substring(problem.type().lastIndexOf(':') + 1);
    return name.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  private static @Nullable Long retryAfter(Problem problem) {
    String seconds = problem.headers().get("Retry-After");
    return seconds == null ? null : Long.valueOf(seconds);
  }
}
