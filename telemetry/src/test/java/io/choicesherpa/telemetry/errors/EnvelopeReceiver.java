package io.choicesherpa.telemetry.errors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes Sentry's envelopes as Sentry does, and takes them apart. */
public final class EnvelopeReceiver implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile int status = 200;
  private volatile boolean silent;
  private volatile String authentication = "";

  private EnvelopeReceiver(HttpServer server) {
    this.server = server;
  }

  /** On a port, or on any free one for 0. */
  public static EnvelopeReceiver start(int port) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      EnvelopeReceiver receiver = new EnvelopeReceiver(server);
      server.createContext("/api/42/envelope/", receiver::take);
      server.setExecutor(receiver.threads);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Where it is. */
  public String dsn() {
    return dsn(port());
  }

  static String dsn(int port) {
    return "http://publickey@127.0.0.1:" + port + "/42";
  }

  /** What is answered from now on. */
  void answer(int newStatus) {
    status = newStatus;
  }

  /** From now on connections are taken and nothing is answered. */
  void fallSilent() {
    silent = true;
  }

  /** The next event, for which it waits. */
  public JsonNode next() throws InterruptedException {
    JsonNode event = events.poll(10, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("10 s without an event");
    }
    return event;
  }

  /** Events that nobody has asked for yet. */
  int waiting() {
    return events.size();
  }

  /** Everything that was ever received, as it came. */
  String everything() {
    return String.join("\n", bodies);
  }

  String authentication() {
    return authentication;
  }

  private void take(HttpExchange exchange) throws IOException {
    if (silent) {
      awaitClosing();
      exchange.close();
      return;
    }
    authentication = String.valueOf(exchange.getRequestHeaders().getFirst("X-Sentry-Auth"));
    byte[] body;
    try (InputStream in = new GZIPInputStream(exchange.getRequestBody())) {
      body = in.readAllBytes();
    }
    int answered = status;
    if (answered == 200) {
      bodies.add(new String(body, StandardCharsets.UTF_8));
      read(body);
    }
    exchange.sendResponseHeaders(answered, -1);
    exchange.close();
  }

  private void awaitClosing() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * An envelope is a header line, then items of a header line with the payload's length, and the
   * payload.
   *
   * @see <a href="https://develop.sentry.dev/sdk/data-model/envelopes/">Envelopes</a>
   */
  private void read(byte[] body) {
    int at = line(body, 0).length + 1;
    while (at < body.length) {
      byte[] headerLine = line(body, at);
      at += headerLine.length + 1;
      JsonNode header = JsonMapper.shared().readTree(headerLine);
      int length = header.get("length").asInt();
      if (header.get("type").asString().equals("event")) {
        events.add(JsonMapper.shared().readTree(Arrays.copyOfRange(body, at, at + length)));
      }
      at += length + 1;
    }
  }

  private static byte[] line(byte[] body, int from) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int i = from; i < body.length && body[i] != '\n'; i++) {
      line.write(body[i]);
    }
    return line.toByteArray();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
