package io.choicesherpa.telemetry.spring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes Sentry's envelopes and hands out the events in them. */
final class EnvelopeReceiver implements AutoCloseable {

  private final HttpServer server;
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();

  EnvelopeReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/42/envelope/", this::take);
    server.start();
  }

  String dsn() {
    return "http://publickey@127.0.0.1:" + server.getAddress().getPort() + "/42";
  }

  JsonNode next() throws InterruptedException {
    JsonNode event = events.poll(10, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("10 s without an event");
    }
    return event;
  }

  int waiting() {
    return events.size();
  }

  /** Each item is two lines; an event is the second of its own. */
  private void take(HttpExchange exchange) throws IOException {
    try (InputStream in = new GZIPInputStream(exchange.getRequestBody())) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      for (int i = 1; i + 1 < lines.size(); i += 2) {
        JsonNode header = JsonMapper.shared().readTree(lines.get(i));
        if (header.get("type").asString().equals("event")) {
          events.add(JsonMapper.shared().readTree(lines.get(i + 1)));
        }
      }
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
