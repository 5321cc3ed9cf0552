package io.choicesherpa.endtoend;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Takes Sentry's envelopes and keeps them as they came, header, items and all. */
final class SentryCapture implements AutoCloseable {

  private final HttpServer server;
  private final List<String> envelopes = new CopyOnWriteArrayList<>();

  SentryCapture() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          try (InputStream body = new GZIPInputStream(exchange.getRequestBody())) {
            envelopes.add(new String(body.readAllBytes(), StandardCharsets.UTF_8));
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  /** The DSN of a project here, with {@code key} as its key. */
  String dsn(String key) {
    return "http://" + key + "@127.0.0.1:" + server.getAddress().getPort() + "/42";
  }

  /** Everything received so far. */
  String text() {
    return String.join("\n", envelopes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
