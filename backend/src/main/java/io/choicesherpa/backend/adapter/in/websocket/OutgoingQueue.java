package io.choicesherpa.backend.adapter.in.websocket;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What goes out to one client, one frame after the other, without any thread waiting for the
 * network. A client that reads too slowly is given up instead of filling the memory.
 *
 * <p>Thread-safe.
 */
final class OutgoingQueue {

  /** Frames that may wait: {@value}. */
  static final int MAX_FRAMES = 1_024;

  /** Characters that may wait in all frames together: {@value}. */
  static final int MAX_CHARS = 1 << 20;

  private final RemoteEndpoint.Async remote;
  private final CounterDataPoint sentFrames;
  private final Runnable giveUp;
  private final Queue<String> waiting = new ArrayDeque<>();

  // Guarded by waiting.
  private int waitingChars;
  private boolean sending;
  private boolean closed;

  /**
   * Sends by {@code remote}.
   *
   * @param giveUp called once, when a frame could not be sent in time or too much waits
   */
  OutgoingQueue(RemoteEndpoint.Async remote, CounterDataPoint sentFrames, Runnable giveUp) {
    this.remote = remote;
    this.sentFrames = sentFrames;
    this.giveUp = giveUp;
  }

  /**
   * Sends a frame as soon as those before it are sent.
   *
   * @return false if the connection is closed or was given up just now
   */
  boolean send(String frame) {
    synchronized (waiting) {
      if (closed) {
        return false;
      }
      if (waiting.size() < MAX_FRAMES && waitingChars + frame.length() <= MAX_CHARS) {
        waiting.add(frame);
        waitingChars += frame.length();
        if (sending) {
          return true;
        }
        sending = true;
      } else {
        closed = true;
      }
    }
    if (isClosed()) {
      giveUp.run();
      return false;
    }
    drain();
    return true;
  }

  /** Lets nothing more out. */
  void close() {
    synchronized (waiting) {
      closed = true;
      waiting.clear();
      waitingChars = 0;
    }
  }

  private boolean isClosed() {
    synchronized (waiting) {
      return closed;
    }
  }

  /** Called by whoever has set {@code sending}: sends until nothing waits or a frame takes time. */
  private void drain() {
    while (true) {
      String frame;
      synchronized (waiting) {
        frame = closed ? null : waiting.poll();
        if (frame == null) {
          sending = false;
          return;
        }
        waitingChars -= frame.length();
      }
      Sending sent = new Sending();
      try {
        remote.sendText(frame, sent);
      } catch (IllegalStateException | IllegalArgumentException connectionIsClosing) {
        close();
        return;
      }
      if (!sent.isOverAlready()) {
        return;
      }
    }
  }

  private void fail() {
    boolean first;
    synchronized (waiting) {
      first = !closed;
    }
    close();
    if (first) {
      giveUp.run();
    }
  }

  /**
   * The end of one frame. The container may tell it before {@code sendText} returns: then the loop
   * goes on by itself, since a call from in here would nest as deep as the queue is long.
   */
  private final class Sending implements SendHandler {

    private final AtomicReference<State> state = new AtomicReference<>(State.BEGUN);

    private enum State {
      BEGUN,
      OVER,
      LEFT
    }

    /** Asked once, after {@code sendText}: if false, the handler goes on with the queue. */
    boolean isOverAlready() {
      return !state.compareAndSet(State.BEGUN, State.LEFT);
    }

    @Override
    public void onResult(SendResult result) {
      if (result.isOK()) {
        sentFrames.inc();
      } else {
        fail();
      }
      if (!state.compareAndSet(State.BEGUN, State.OVER)) {
        drain();
      }
    }
  }
}
