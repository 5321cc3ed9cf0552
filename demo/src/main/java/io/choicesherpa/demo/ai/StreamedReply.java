package io.choicesherpa.demo.ai;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.ResponseHeaders;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One streamed answer: writes a chunk, has itself called again after the pause, and so on. */
final class StreamedReply {
  private final HttpResponseWriter response = HttpResponse.streaming();
  private final EventLoop eventLoop;
  private final ChatProtocol protocol;
  private final ChatRequest request;
  private final ReplyPlan plan;
  private final long createdSeconds;
  private final Deque<String> chunks;
  private final int chunksLeftAtBreak;

  StreamedReply(
      EventLoop eventLoop,
      ChatProtocol protocol,
      ChatRequest request,
      ReplyPlan plan,
      long createdSeconds) {
    this.eventLoop = eventLoop;
    this.protocol = protocol;
    this.request = request;
    this.plan = plan;
    this.createdSeconds = createdSeconds;
    this.chunks = new ArrayDeque<>(plan.chunks());
    this.chunksLeftAtBreak = plan.fault() == AiFault.BROKEN_STREAM ? chunks.size() / 2 : -1;
  }

  /** Starts the waiting; the response fills itself from the event loop. */
  HttpResponse start(ResponseHeaders headers) {
    later(plan.firstTokenMillis(), () -> open(headers));
    return response;
  }

  private void open(ResponseHeaders headers) {
    response.write(headers);
    protocol.opening(request, plan, createdSeconds).forEach(this::write);
    next();
  }

  private void next() {
    if (chunks.size() == chunksLeftAtBreak) {
      response.close(new IOException("the stream breaks, as planned"));
      return;
    }
    String chunk = chunks.poll();
    if (chunk == null) {
      protocol.closing(request, plan, createdSeconds).forEach(this::write);
      response.close();
      return;
    }
    write(protocol.chunk(request, plan, createdSeconds, chunk));
    later(plan.chunkPauseMillis(), this::next);
  }

  private void later(long delayMillis, Runnable step) {
    Future<?> unused = eventLoop.schedule(() -> guarded(step), delayMillis, TimeUnit.MILLISECONDS);
  }

  private void guarded(Runnable step) {
    if (!response.isOpen()) {
      return; // The client went away.
    }
    try {
      step.run();
    } catch (RuntimeException e) {
      response.close(e);
    }
  }

  private void write(String event) {
    // False when the client went away in the meantime; the next step sees that the writer is
    // closed.
    boolean unused = response.tryWrite(HttpData.ofUtf8(event));
  }
}
