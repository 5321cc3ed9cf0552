package io.choicesherpa.telemetry.spring;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that keeps what comes. */
final class SocketClient implements WebSocket.Listener, AutoCloseable {

  static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  /** Opens a connection; throws when it is refused. */
  SocketClient(int port, String path) {
    socket =
        HTTP.newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + path), this)
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
  }

  void send(String text) {
    socket.sendText(text, true).orTimeout(20, TimeUnit.SECONDS).join();
  }

  void send(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** The next text, {@code "(bytes)"} or {@code "(closed CODE)"}; null when nothing comes. */
  @Nullable String next() throws InterruptedException {
    return received.poll(20, TimeUnit.SECONDS);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    received.add(data.toString());
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    received.add("(bytes)");
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    received.add("(closed " + code + ")");
    return null;
  }

  @Override
  public void close() {
    // The server may close it at the same time: then there is nothing left to close.
    socket
        .sendClose(WebSocket.NORMAL_CLOSURE, "")
        .orTimeout(20, TimeUnit.SECONDS)
        .handle((closed, closedBefore) -> socket)
        .join();
  }
}
