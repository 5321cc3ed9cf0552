package io.choicesherpa.benchmarks.backend;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive HTTP/1.1 connection to loopback that costs next to nothing, so that the machine's
 * time goes to the server. It understands just what the backend sends. For one thread.
 */
final class HttpConnection implements Closeable {

  private static final int READ_TIMEOUT_MILLIS = 30_000;
  private static final int BUFFER_BYTES = 32 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;

  /** An answer with its whole body. */
  record Answer(int status, String body) {}

  HttpConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  Answer send(String method, String path, @Nullable String token, @Nullable String json)
      throws IOException {
    byte[] body = json == null ? new byte[0] : json.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(512);
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    if (token != null) {
      head.append("Authorization: Bearer ").append(token).append("\r\n");
    }
    if (json != null) {
      head.append("Content-Type: application/json\r\n");
    }
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] request = new byte[start.length + body.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    out.write(request);
    return answer();
  }

  private Answer answer() throws IOException {
    String first = line();
    int status = Integer.parseInt(first.substring(9, 12));
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = lower.endsWith("chunked");
      }
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(512);
    if (chunked) {
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        read(size, body);
        String unused = line();
      }
      String unused = line();
    } else {
      read(length, body);
    }
    return new Answer(status, body.toString(StandardCharsets.UTF_8));
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = next(); c != '\n'; c = next()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private int next() throws IOException {
    if (position == limit) {
      fill();
    }
    return buffer[position++] & 0xff;
  }

  private void read(int bytes, ByteArrayOutputStream to) throws IOException {
    int missing = bytes;
    while (missing > 0) {
      if (position == limit) {
        fill();
      }
      int taken = Math.min(missing, limit - position);
      to.write(buffer, position, taken);
      position += taken;
      missing -= taken;
    }
  }

  private void fill() throws IOException {
    limit = in.read(buffer);
    position = 0;
    if (limit < 0) {
      limit = 0;
      throw new EOFException("the backend closed the connection");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
