package io.choicesherpa.telemetry.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A destination that takes nothing, breaks or works, as a test wants it. */
final class BlockingDestination implements LineDestination {
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released;
  final AtomicBoolean broken = new AtomicBoolean();
  private final OutputName name;
  private int batches;

  BlockingDestination(boolean blocked) {
    this(blocked, OutputName.STDOUT);
  }

  BlockingDestination(boolean blocked, OutputName name) {
    this.released = new CountDownLatch(blocked ? 1 : 0);
    this.name = name;
  }

  @Override
  public OutputName name() {
    return name;
  }

  @Override
  public void write(byte[] lines, int length) throws IOException {
    reached.countDown();
    boolean interrupted = false;
    while (released.getCount() > 0) {
      try {
        released.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (broken.get()) {
      throw new IOException("No space left on device");
    }
    synchronized (this) {
      taken.write(lines, 0, length);
      batches++;
    }
  }

  void awaitWriter() throws InterruptedException {
    if (!reached.await(10, TimeUnit.SECONDS)) {
      throw new AssertionError("nothing was written within 10 s");
    }
  }

  void release() {
    released.countDown();
  }

  synchronized List<String> lines() {
    return taken.toString(StandardCharsets.UTF_8).lines().toList();
  }

  synchronized int batches() {
    return batches;
  }

  @Override
  public void close() {}
}
