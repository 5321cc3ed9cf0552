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

/**
 * Counts the bytes of a response's body, and remembers which status was sent and whether an error
 * page was asked for.
 */
final class CountingResponse extends HttpServletResponseWrapper {

  private static final int NOT_SENT = 0;

  private final AtomicLong bytes = new AtomicLong();
  private volatile int sentStatus = NOT_SENT;
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
   * The status that the client was told, once it was; until then the one that would be. A container
   * that breaks off an answer may set another when the first is long gone.
   */
  int sentStatus() {
    int sent = sentStatus;
    return sent == NOT_SENT ? getStatus() : sent;
  }

  /** To be called whenever the header may have gone. */
  void noteSent() {
    if (sentStatus == NOT_SENT && isCommitted()) {
      sentStatus = getStatus();
    }
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
      counting = new CountingStream(super.getOutputStream());
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
      CountingStream target = new CountingStream(super.getOutputStream());
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
    noteSent();
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

  private final class CountingStream extends ServletOutputStream {
    private final ServletOutputStream target;
    private boolean holdFlush;

    CountingStream(ServletOutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
      target.write(b);
      bytes.incrementAndGet();
      noteSent();
    }

    @Override
    public void write(byte[] b, int offset, int length) throws IOException {
      target.write(b, offset, length);
      bytes.addAndGet(length);
      noteSent();
    }

    @Override
    public void flush() throws IOException {
      if (!holdFlush) {
        target.flush();
        noteSent();
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
