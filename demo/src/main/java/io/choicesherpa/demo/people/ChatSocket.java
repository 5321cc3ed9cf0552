package io.choicesherpa.demo.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One conversation by WebSocket. For one thread. */
final class ChatSocket implements AutoCloseable {
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);
  private static final long FRAME_PATIENCE_SECONDS = 60;
  private static final int CHUNKS_BEFORE_HANGING_UP = 2;

  /** The backend did not take the connection. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedException(int status, Throwable cause) {
      super("refused with " + status, cause);
      this.status = status;
    }

    /** Whether another attempt may be taken. */
    boolean isPassing() {
      return status == 429 || status >= 500;
    }
  }

  private final Frames frames;
  private final WebSocket socket;

  private ChatSocket(WebSocket socket, Frames frames) {
    this.socket = socket;
    this.frames = frames;
  }

  /**
   * Connects.
   *
   * @param token goes into the subprotocol, as browsers have to do it
   * @param traceparent null for a client that does not trace
   * @throws RefusedException when the backend answers something else
   * @throws IOException when it does not answer
   */
  static ChatSocket connect(HttpClient http, URI uri, String token, @Nullable String traceparent)
      throws IOException, InterruptedException {
    Frames frames = new Frames();
    WebSocket.Builder builder =
        http.newWebSocketBuilder().subprotocols("bearer." + token).connectTimeout(CONNECT_PATIENCE);
    if (traceparent != null) {
      builder.header("traceparent", traceparent);
    }
    try {
      return new ChatSocket(builder.buildAsync(uri, frames).get(), frames);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        throw new RefusedException(refused.getResponse().statusCode(), e);
      }
      throw new IOException("not connected: " + e.getCause(), e);
    }
  }

  /**
   * Says something and reads the whole answer.
   *
   * @return the last frame: {@code stream_complete}, or {@code error}
   * @throws IOException when the connection ends before
   */
  JsonNode say(String text) throws IOException, InterruptedException {
    send(text);
    while (true) {
      JsonNode frame = frames.next();
      String type = frame.path("type").asText();
      if (type.equals("stream_complete") || type.equals("error")) {
        return frame;
      }
    }
  }

  /** Says something and is gone before the answer is complete. */
  void sayAndHangUp(String text) throws IOException, InterruptedException {
    send(text);
    int chunks = 0;
    while (chunks < CHUNKS_BEFORE_HANGING_UP) {
      String type = frames.next().path("type").asText();
      if (type.equals("stream_complete") || type.equals("error")) {
        break;
      }
      chunks += type.equals("stream_chunk") ? 1 : 0;
    }
    socket.abort();
  }

  private void send(String text) throws IOException, InterruptedException {
    String frame =
        ApiClient.JSON
            .createObjectNode()
            .put("type", "send_message")
            .put("content", text)
            .toString();
    await(socket.sendText(frame, true));
  }

  private static void await(CompletionStage<WebSocket> sending)
      throws IOException, InterruptedException {
    try {
      sending.toCompletableFuture().get(FRAME_PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("not sent", e);
    }
  }

  @Override
  public void close() {
    if (!socket.isOutputClosed()) {
      CompletionStage<WebSocket> unused = socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
    }
  }

  boolean isOpen() {
    return !socket.isOutputClosed() && !socket.isInputClosed();
  }

  /** Puts frames together and hands them over to the person's thread. */
  private static final class Frames implements WebSocket.Listener {
    private static final String END = "";
    private final StringBuilder partial = new StringBuilder();
    private final BlockingQueue<String> whole = new LinkedBlockingQueue<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        whole.add(partial.toString());
        partial.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      whole.add(END);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      whole.add(END);
    }

    JsonNode next() throws IOException, InterruptedException {
      String frame = whole.poll(FRAME_PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (frame == null) {
        throw new IOException("silent for " + FRAME_PATIENCE_SECONDS + " s");
      }
      if (frame.equals(END)) {
        throw new IOException("closed in the middle");
      }
      try {
        return ApiClient.JSON.readTree(frame);
      } catch (JsonProcessingException e) {
        throw new IOException("a frame that is not JSON", e);
      }
    }
  }
}
