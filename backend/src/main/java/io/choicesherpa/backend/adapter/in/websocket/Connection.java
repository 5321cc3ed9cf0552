package io.choicesherpa.backend.adapter.in.websocket;

import io.choicesherpa.backend.adapter.in.security.Actor;
import io.choicesherpa.backend.domain.ConversationId;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Instant;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One client's connection to one conversation of its own. Thread-safe. */
final class Connection {

  private final Opening opening;
  private final OutgoingQueue outgoing;

  // Guarded by this.
  private boolean answering;
  private @Nullable Future<?> work;
  private @Nullable Future<?> expiry;
  private boolean closed;

  /**
   * What is known from the handshake.
   *
   * @param handshake the span of the HTTP request that opened the connection
   * @param tokenExpiresAt null when the token says no time
   */
  record Opening(
      Actor actor,
      ConversationId conversation,
      SpanContext handshake,
      @Nullable Instant tokenExpiresAt) {

    /** The name of the session attribute that holds it. */
    static final String ATTRIBUTE = Opening.class.getName();
  }

  Connection(Opening opening, OutgoingQueue outgoing) {
    this.opening = opening;
    this.outgoing = outgoing;
  }

  Opening opening() {
    return opening;
  }

  /** Sends a frame; false if the client is gone. */
  boolean send(String frame) {
    return outgoing.send(frame);
  }

  /** Takes the one place there is for a message to be answered; false if it is taken. */
  synchronized boolean begin() {
    boolean free = !answering;
    answering = true;
    return free;
  }

  /** Gives the place free: before the last frame goes out, since the next one follows at once. */
  synchronized void end() {
    answering = false;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Takes the message that is being answered from now on; it ends with the connection. */
  synchronized void workOn(Future<?> answer) {
    work = answer;
    if (closed) {
      answer.cancel(true);
    }
  }

  /** Takes what will close the connection when the token ends. */
  synchronized void expireBy(Future<?> closing) {
    expiry = closing;
    if (closed) {
      closing.cancel(false);
    }
  }

  /** Ends everything that goes on for this connection. */
  void close() {
    outgoing.close();
    synchronized (this) {
      closed = true;
      if (work != null) {
        work.cancel(true);
      }
      if (expiry != null) {
        expiry.cancel(false);
      }
    }
  }
}
