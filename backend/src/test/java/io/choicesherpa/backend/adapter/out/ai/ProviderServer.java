package io.choicesherpa.backend.adapter.out.ai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A provider on a socket: it reads one HTTP request per connection and answers by the next step of
 * its script. On plain sockets, because a test must see the client leave and must be able to send
 * what no HTTP server would.
 */
final class ProviderServer implements AutoCloseable {

  /** What to do with one request. */
  interface Step {
    void answer(Connection connection) throws IOException;
  }

  /** A request as it came. */
  record Request(String head, String body) {
    boolean hasHeader(String line) {
      return head.toLowerCase(Locale.ROOT)
          .contains("\r\n" + line.toLowerCase(Locale.ROOT) + "\r\n");
    }
  }

  private final ServerSocket socket;
  private final BlockingQueue<Step> script = new LinkedBlockingQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final Semaphore arrived = new Semaphore(0);
  private final Semaphore left = new Semaphore(0);

  ProviderServer() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::acceptAll, "provider-accept");
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  ProviderServer then(Step step) {
    script.add(step);
    return this;
  }

  List<Request> requests() {
    return requests;
  }

  /** Waits until a request has been read, once per request. */
  boolean requestArrived() throws InterruptedException {
    return arrived.tryAcquire(10, TimeUnit.SECONDS);
  }

  /**
   * Waits until a client has closed its connection on a {@link Connection#hang hanging} answer, for
   * less time than any of the clients' own limits.
   */
  boolean clientLeft() throws InterruptedException {
    return left.tryAcquire(2, TimeUnit.SECONDS);
  }

  private void acceptAll() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        start(() -> serve(client), "provider-connection");
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      requests.add(read(in));
      arrived.release();
      Step step = script.poll(10, TimeUnit.SECONDS);
      if (step != null) {
        step.answer(new Connection(in, client.getOutputStream()));
      }
    } catch (IOException clientIsGone) {
      left.release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Request read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("request head");
      }
      head.write(next);
      text = head.toString(ISO_8859_1);
    }
    int length = 0;
    for (String line : text.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).trim());
      }
    }
    return new Request(text, new String(in.readNBytes(length), UTF_8));
  }

  private static void start(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket client : open) {
      client.close();
    }
  }

  /** One request's connection; closed when the step returns. */
  final class Connection {
    private final InputStream in;
    private final OutputStream out;

    private Connection(InputStream in, OutputStream out) {
      this.in = in;
      this.out = out;
    }

    void raw(String text) throws IOException {
      out.write(text.getBytes(UTF_8));
      out.flush();
    }

    void json(int status, String headers, String body) throws IOException {
      raw(
          "HTTP/1.1 "
              + status
              + " Status\r\nContent-Type: application/json\r\nConnection: close\r\n"
              + headers
              + "Content-Length: "
              + body.getBytes(UTF_8).length
              + "\r\n\r\n"
              + body);
    }

    void startStream() throws IOException {
      raw(
          """
          HTTP/1.1 200 OK\r
          Content-Type: text/event-stream; charset=utf-8\r
          Transfer-Encoding: chunked\r
          Connection: close\r
          \r
          """);
    }

    /** Sends {@code text} as one chunk of the body. */
    void chunk(String text) throws IOException {
      raw(Integer.toHexString(text.getBytes(UTF_8).length) + "\r\n" + text + "\r\n");
    }

    void endStream() throws IOException {
      raw("0\r\n\r\n");
    }

    /** Says nothing until the client goes. */
    void hang() throws IOException {
      in.transferTo(OutputStream.nullOutputStream());
      left.release();
    }
  }
}
