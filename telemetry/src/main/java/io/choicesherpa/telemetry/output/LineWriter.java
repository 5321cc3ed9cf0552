package io.choicesherpa.telemetry.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * One destination, the buffer before it, and the thread between the two. Callers only put into the
 * buffer: a destination that blocks costs them nothing, and what does not fit is dropped and
 * counted. The writer takes all that waits as one batch, and rests a moment after it, so that a
 * busy application does not pay for waking it line by line.
 */
final class LineWriter {
  private static final int BATCH_BYTES = 64 * 1024;
  private static final long MOMENT_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LineDestination destination;
  private final LineQueue queue;
  private final WriterListener listener;
  private final LongSupplier nanoTime;
  private final Thread thread;

  private final LongAdder refused = new LongAdder();
  private final LongAdder cutOff = new LongAdder();
  private final LongAdder written = new LongAdder();
  private final LongAdder failed = new LongAdder();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong handled = new AtomicLong();

  private volatile boolean resting;
  private volatile boolean hurried;
  private volatile boolean stuck;
  private volatile boolean closed;

  /** Of the writing thread alone. */
  private final Batch batch = new Batch();

  private boolean failing;
  private long failedBefore;
  private long refusedReported;
  private long lookedAtNanos;
  private long pauseNanos = FIRST_PAUSE_NANOS;

  LineWriter(
      LineDestination destination,
      LineQueue queue,
      WriterListener listener,
      LongSupplier nanoTime) {
    this.destination = destination;
    this.queue = queue;
    this.listener = listener;
    this.nanoTime = nanoTime;
    this.thread = new Thread(this::run, "log-writer-" + destination.name().text());
    thread.setDaemon(true);
  }

  void start() {
    lookedAtNanos = nanoTime.getAsLong();
    thread.start();
  }

  OutputName name() {
    return destination.name();
  }

  /**
   * Hands a line over. Returns at once, unless the process is ending: then it waits until the line
   * has been written, {@code limitNanos} at most.
   */
  void write(byte[] line, boolean urgent, long limitNanos) {
    if (closed) {
      cutOff.increment();
      return;
    }
    long number = queue.offer(line, urgent);
    if (number == LineQueue.FULL && mayWait() && awaitHandled(queue.nextNumber(), limitNanos)) {
      number = queue.offer(line, urgent);
    }
    if (number == LineQueue.FULL) {
      refused.increment();
      return;
    }
    if (resting || queue.isFilling(number)) {
      LockSupport.unpark(thread);
    }
    if (mayWait()) {
      // Having waited in vain once is enough: an output that blocks must not hold up the end.
      stuck = !awaitHandled(number + 1, limitNanos);
    }
  }

  private boolean mayWait() {
    return hurried && !stuck && Thread.currentThread() != thread;
  }

  /** Hands over a line of the output's own, for which no one ever waits. */
  void writeNotice(byte[] line) {
    if (queue.offer(line, true) == LineQueue.FULL) {
      refused.increment();
    }
    if (resting) {
      LockSupport.unpark(thread);
    }
  }

  /** From now on every line is written at once, because the process is ending. */
  void hurry() {
    hurried = true;
    LockSupport.unpark(thread);
  }

  /**
   * Waits until all lines that were handed over before have been written, or found impossible to
   * write.
   *
   * @return false if the limit has passed before
   */
  boolean flush(long limitNanos) {
    if (Thread.currentThread() == thread) {
      return false;
    }
    LockSupport.unpark(thread);
    return awaitHandled(queue.nextNumber(), limitNanos);
  }

  /** Writes what waits and ends the thread; what is not written within the limit is lost. */
  void close(long limitNanos) {
    closed = true;
    LockSupport.unpark(thread);
    if (Thread.currentThread() == thread) {
      return;
    }
    boolean interrupted = false;
    long deadlineNanos = System.nanoTime() + limitNanos;
    long leftNanos = limitNanos;
    while (thread.isAlive() && leftNanos > 0) {
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, leftNanos);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      leftNanos = deadlineNanos - System.nanoTime();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      cutOff.add(queue.nextNumber() - handled.get());
    }
  }

  private boolean awaitHandled(long number, long limitNanos) {
    long leftNanos = limitNanos;
    boolean interrupted = false;
    waiting.incrementAndGet();
    lock.lock();
    try {
      while (handled.get() < number && leftNanos > 0 && thread.isAlive()) {
        long before = System.nanoTime();
        try {
          progress.awaitNanos(leftNanos);
        } catch (InterruptedException e) {
          interrupted = true;
        }
        leftNanos -= System.nanoTime() - before;
      }
      return handled.get() >= number;
    } finally {
      lock.unlock();
      waiting.decrementAndGet();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    do {
      int lines = batch.fillFrom(queue);
      if (lines > 0) {
        deliver(lines);
      } else if (!queue.isEmpty()) {
        // A caller has its place in the queue and is about to fill it.
        LockSupport.parkNanos(this, MOMENT_NANOS);
      }
      look();
    } while (!queue.isEmpty() || rest());
    destination.close();
  }

  private void deliver(int lines) {
    try {
      destination.write(batch.bytes(), batch.size());
      written.add(lines);
      if (failing) {
        failing = false;
        listener.recovered(name(), failed.sum() - failedBefore);
      }
    } catch (IOException | RuntimeException | Error failure) {
      // Whatever it was: this thread must go on, since nobody else writes.
      if (!failing) {
        failing = true;
        failedBefore = failed.sum();
        listener.failed(name(), failure);
      }
      failed.add(lines);
    }
    handled.addAndGet(lines);
    if (waiting.get() > 0) {
      lock.lock();
      try {
        progress.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Once a second, and whenever all has been written, sees whether there is something to tell. */
  private void look() {
    long now = nanoTime.getAsLong();
    boolean due = now - lookedAtNanos >= REST_NANOS;
    long refusedNow = refused.sum();
    if (refusedNow > refusedReported && (due || queue.isEmpty())) {
      listener.refused(name(), refusedNow - refusedReported);
      refusedReported = refusedNow;
    }
    if (due) {
      lookedAtNanos = now;
      listener.second();
    }
  }

  /** Returns false when there is nothing more to come. */
  private boolean rest() {
    if (closed) {
      return false;
    }
    if (!hurried) {
      LockSupport.parkNanos(this, pauseNanos);
    }
    // While lines keep coming the pauses get longer: each waking costs.
    pauseNanos = Math.min(pauseNanos + FIRST_PAUSE_NANOS, LONGEST_PAUSE_NANOS);
    if (queue.isEmpty()) {
      pauseNanos = FIRST_PAUSE_NANOS;
      resting = true;
      if (queue.isEmpty() && !closed) {
        LockSupport.parkNanos(this, REST_NANOS);
      }
      resting = false;
    }
    return true;
  }

  /** Lines written since the start. */
  long written() {
    return written.sum();
  }

  /** Lines waiting. */
  int queued() {
    return queue.size();
  }

  /** Lines lost since the start, by reason. */
  long lost(LossReason reason) {
    return switch (reason) {
      case BUFFER_FULL -> refused.sum();
      case WRITE_FAILED -> failed.sum();
      case SHUTDOWN -> cutOff.sum();
    };
  }

  /** Bytes of whole lines, kept from batch to batch. */
  private static final class Batch extends ByteArrayOutputStream {
    Batch() {
      super(BATCH_BYTES);
    }

    int fillFrom(LineQueue queue) {
      reset();
      int lines = 0;
      byte[] line;
      while (count < BATCH_BYTES && (line = queue.poll()) != null) {
        writeBytes(line);
        lines++;
      }
      return lines;
    }

    byte[] bytes() {
      return buf;
    }
  }
}
