package io.choicesherpa.telemetry.pipeline;

import io.choicesherpa.telemetry.metrics.DropReason;
import io.choicesherpa.telemetry.metrics.ExportedSignal;
import io.choicesherpa.telemetry.metrics.PipelineMetrics;
import io.choicesherpa.telemetry.otlp.OtlpBatch;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes what has ended, and exports it on a thread of its own. That thread looks in often, turns
 * what has come into the batch's bytes and lets go of it: records then die young, which costs the
 * collector least. The batch is sent when it is full, or when its time has come.
 *
 * <p>{@link #add} neither blocks nor throws; what does not fit, cannot be encoded or comes too late
 * is counted. Thread-safe.
 *
 * @param <S> what is recorded
 * @param <T> what is exported of it
 */
final class ExportQueue<S, T> {

  /** While items come, the thread rests for so long between two looks. */
  private static final Duration REST = Duration.ofMillis(200);

  /** One that fills faster than that is looked into before. */
  private static final int WAKING_PART = 4;

  private final ExportedSignal signal;
  private final BatchLimits limits;
  private final OtlpBatch<T> batch;
  private final Function<S, T> data;
  private final Delivery delivery;
  private final PipelineMetrics metrics;
  private final LongSupplier nanoTime;

  private final WaitingItems<S> waiting;
  private final int wakeAt;
  private final Queue<CompletableResultCode> flushes = new ConcurrentLinkedQueue<>();
  private final CompletableResultCode stopped = new CompletableResultCode();
  private volatile boolean stopping;

  /** Items of the batch, until the receiver has them or the wait for it is over. */
  private volatile int unsent;

  private final Thread thread;

  /** The thread's own. */
  private final @Nullable Object[] taken;

  private long lastSentNanos;

  /**
   * A queue that is not looked into before it is {@linkplain #start started}.
   *
   * @param batch this queue's alone
   * @param data what is exported of an item; called on the queue's thread
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  ExportQueue(
      ExportedSignal signal,
      BatchLimits limits,
      OtlpBatch<T> batch,
      Function<S, T> data,
      Delivery delivery,
      PipelineMetrics metrics,
      LongSupplier nanoTime) {
    this.signal = signal;
    this.limits = limits;
    this.batch = batch;
    this.data = data;
    this.delivery = delivery;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
    waiting = new WaitingItems<>(limits.queueSize());
    wakeAt = Math.max(1, limits.queueSize() / WAKING_PART);
    taken = new Object[Math.min(limits.batchSize(), limits.queueSize())];
    lastSentNanos = nanoTime.getAsLong();
    thread = new Thread(this::run, "telemetry-export-" + signal.name().toLowerCase(Locale.ROOT));
    thread.setDaemon(true);
  }

  /** Starts its thread; once. */
  void start() {
    thread.start();
  }

  /** Takes an item to be exported; counts it as dropped if there is no room. */
  void add(S item) {
    if (stopping) {
      metrics.dropped(signal, DropReason.SHUTDOWN, 1);
      return;
    }
    int size = waiting.add(item);
    if (size == 0) {
      metrics.dropped(signal, stopping ? DropReason.SHUTDOWN : DropReason.QUEUE_FULL, 1);
    } else if (size == wakeAt) {
      LockSupport.unpark(thread);
    }
  }

  /** How many items were added and have not arrived, as far as it is known. */
  int size() {
    return waiting.size() + unsent;
  }

  /** Sends all that was added before, as soon as the receiver takes it. */
  CompletableResultCode flush() {
    CompletableResultCode flushed = new CompletableResultCode();
    flushes.add(flushed);
    if (stopped.isDone()) {
      finish(List.of(flushed));
    }
    LockSupport.unpark(thread);
    return flushed;
  }

  /** Sends what is there and closes the sender; nothing is taken any more. */
  CompletableResultCode shutdown() {
    stopping = true;
    LockSupport.unpark(thread);
    return stopped;
  }

  private void run() {
    while (true) {
      boolean last = stopping;
      List<CompletableResultCode> asked = askedFlushes();
      int moved = encodeWaiting();
      if (batch.items() > 0 && (last || !asked.isEmpty() || isDue())) {
        send();
      }
      finish(asked);
      if (last) {
        break;
      }
      if (!stopping && flushes.isEmpty()) {
        rest(moved > 0 ? REST : limits.delay());
      }
    }
    metrics.dropped(signal, DropReason.SHUTDOWN, waiting.close());
    CompletableResultCode closed = batch.shutdown();
    closed.whenComplete(() -> end(closed));
  }

  private void rest(Duration atMost) {
    LockSupport.parkNanos(this, Math.min(atMost.toNanos(), limits.delay().toNanos()));
    // Whoever interrupts this thread must not make it spin.
    boolean unused = Thread.interrupted();
  }

  private void end(CompletableResultCode closed) {
    if (closed.isSuccess()) {
      stopped.succeed();
    } else {
      stopped.fail();
    }
    finish(askedFlushes());
  }

  private List<CompletableResultCode> askedFlushes() {
    List<CompletableResultCode> asked = new ArrayList<>();
    for (CompletableResultCode each = flushes.poll(); each != null; each = flushes.poll()) {
      asked.add(each);
    }
    return asked;
  }

  private static void finish(List<CompletableResultCode> flushed) {
    flushed.forEach(CompletableResultCode::succeed);
  }

  private boolean isDue() {
    return nanoTime.getAsLong() - lastSentNanos >= limits.delay().toNanos();
  }

  /** Until none is left; sends whenever the batch is full. Returns how many there were. */
  private int encodeWaiting() {
    int all = 0;
    while (true) {
      int some = waiting.take(taken, limits.batchSize() - batch.items());
      if (some == 0) {
        return all;
      }
      all += some;
      for (int i = 0; i < some; i++) {
        encode(taken[i]);
        taken[i] = null;
      }
      unsent = batch.items();
      if (batch.items() >= limits.batchSize()) {
        send();
      }
    }
  }

  @SuppressWarnings("unchecked") // Only such are put in.
  private void encode(@Nullable Object item) {
    try {
      T exported = data.apply((S) item);
      if (!batch.offer(exported)) {
        send();
        boolean unused = batch.offer(exported);
      }
    } catch (Exception | StackOverflowError | LinkageError | AssertionError failure) {
      // Made of foreign parts: whatever a value's own methods throw shall not end the export.
      metrics.dropped(signal, DropReason.EXPORT_FAILED, 1);
    }
  }

  private void send() {
    int items = batch.items();
    unsent = items;
    CompletableResultCode result = delivery.watch(signal, items, batch::send);
    result.join(limits.exportTimeout().toNanos(), TimeUnit.NANOSECONDS);
    unsent = 0;
    lastSentNanos = nanoTime.getAsLong();
  }

  @Override
  public String toString() {
    return "ExportQueue{signal=" + signal + ", limits=" + limits + "}";
  }
}
