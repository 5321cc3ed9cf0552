package io.choicesherpa.telemetry.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts the bytes of a response's body and remembers whether an error page was asked for. */
final class CountingResponse extends HttpServletResponseWrapper {

  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean errorSent;
  private @Nullable ServletOutputStream stream;
  private @Nullable PrintWriter writer;
  private @Nullable CountingStream writerStream;

  CountingResponse(HttpServletResponse response) {
    super(response);
  }

  long bytes() {
    return bytes.get();
  }

  boolean errorSent() {
    return errorSent;
  }

  /**
   * Hands what a writer still holds to the container's buffer, without the flush that would commit
   * the response: when to send is the container's choice.
   */
  void drainWriter() {
    PrintWriter open = writer;
    CountingStream target = writerStream;
    if (open != null && target != null) {
      target.holdFlush = true;
      open.flush();
      target.holdFlush = false;
    }
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (writer != null) {
      throw new IllegalStateException("getWriter() has already been called for this response");
    }
    ServletOutputStream counting = stream;
    if (counting == null) {
      counting = new CountingStream(super.getOutputStream(), bytes);
      stream = counting;
    }
    return counting;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    PrintWriter open = writer;
    if (open == null) {
      if (stream != null) {
        throw new IllegalStateException(
            "getOutputStream() has already been called for this response");
      }
      String charset = getCharacterEncoding();
      // As a container does: with a writer, the content type says the charset.
      setCharacterEncoding(charset);
      CountingStream target = new CountingStream(super.getOutputStream(), bytes);
      open = new PrintWriter(new OutputStreamWriter(target, charset));
      writer = open;
      writerStream = target;
    }
    return open;
  }

  @Override
  public void flushBuffer() throws IOException {
    drainWriter();
    super.flushBuffer();
  }

  @Override
  public void reset() {
    super.reset();
    forget();
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    bytes.set(0);
  }

  @Override
  public void sendError(int status) throws IOException {
    errorSent = true;
    forget();
    super.sendError(status);
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    errorSent = true;
    forget();
    super.sendError(status, message);
  }

  /** The body so far is thrown away, and the next one may be written the other way. */
  private void forget() {
    bytes.set(0);
    stream = null;
    writer = null;
    writerStream = null;
  }

  private static final class CountingStream extends ServletOutputStream {
    private final ServletOutputStream target;
    private final AtomicLong bytes;
    private boolean holdFlush;

    CountingStream(ServletOutputStream target, AtomicLong bytes) {
      this.target = target;
      this.bytes = bytes;
    }

    @Override
    public void write(int b) throws IOException {
      target.write(b);
      bytes.incrementAndGet();
    }

    @Override
    public void write(byte[] b, int offset, int length) throws IOException {
      target.write(b, offset, length);
      bytes.addAndGet(length);
    }

    @Override
    public void flush() throws IOException {
      if (!holdFlush) {
        target.flush();
      }
    }

    @Override
    public void close() throws IOException {
      target.close();
    }

    @Override
    public boolean isReady() {
      return target.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      target.setWriteListener(listener);
    }
  }
}
