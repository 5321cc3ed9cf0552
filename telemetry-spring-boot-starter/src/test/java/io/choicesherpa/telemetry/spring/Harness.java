package io.choicesherpa.telemetry.spring;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plays the caller of a service and the service that it calls. Sends header lines as they are, byte
 * for byte, over a socket: an HTTP client would put them in order first.
 */
final class Harness implements AutoCloseable {

  private final HttpServer downstream;
  private final List<Received> received = new CopyOnWriteArrayList<>();

  /** A request as the called service saw it. */
  record Received(Map<String, List<String>> headers, String body) {

    /** All values of the header; empty when it was not sent. */
    List<String> header(String name) {
      return headers.getOrDefault(name, List.of());
    }

    /** The header's only value, or null when it was not sent. */
    @Nullable String only(String name) {
      List<String> values = header(name);
      if (values.size() > 1) {
        throw new AssertionError(name + " was sent " + values.size() + " times: " + values);
      }
      return values.isEmpty() ? null : values.get(0);
    }

    String traceId() {
      return part(1);
    }

    String parentId() {
      return part(2);
    }

    String flags() {
      return part(3);
    }

    private String part(int index) {
      String value = only("traceparent");
      if (value == null
          || !value.matches("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")) {
        throw new AssertionError("not a valid traceparent: " + value);
      }
      return value.split("-", -1)[index];
    }
  }

  Harness() {
    try {
      downstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    downstream.createContext(
        "/",
        exchange -> {
          Map<String, List<String>> headers = new ConcurrentHashMap<>();
          exchange
              .getRequestHeaders()
              .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          received.add(new Received(headers, body));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    downstream.start();
  }

  /** Sends a request with these header lines, whose service calls back once, and returns that. */
  Received send(int port, String... headerLines) {
    return send(port, 1, headerLines).get(0);
  }

  /** The same with {@code calls} calls. */
  List<Received> send(int port, int calls, String... headerLines) {
    received.clear();
    String url = "http://127.0.0.1:" + downstream.getAddress().getPort() + "/";
    String body =
        Stream.generate(() -> "{\"url\":\"" + url + "\",\"arguments\":[{\"a\":1}]}")
            .limit(calls)
            .collect(Collectors.joining(",", "[", "]"));
    String answer = exchange(port, body, headerLines);
    if (!answer.startsWith("HTTP/1.1 200")) {
      throw new AssertionError("answer: " + answer);
    }
    if (received.size() != calls) {
      throw new AssertionError(received.size() + " calls instead of " + calls);
    }
    return List.copyOf(received);
  }

  private static String exchange(int port, String body, String... headerLines) {
    StringBuilder request = new StringBuilder("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    request.append("Connection: close\r\nContent-Type: application/json\r\n");
    request.append("Content-Length: ").append(body.length()).append("\r\n");
    for (String line : headerLines) {
      request.append(line).append("\r\n");
    }
    request.append("\r\n").append(body);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    downstream.stop(0);
  }
}
