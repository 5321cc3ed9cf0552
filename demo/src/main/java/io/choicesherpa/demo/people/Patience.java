package io.choicesherpa.demo.people;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that the end of the simulation cuts short. Thread-safe. */
final class Patience {
  private final CountDownLatch end = new CountDownLatch(1);
  private final double speed;

  /**
   * Waits of people, divided by a speed.
   *
   * @param speed 1 is the usual
   */
  Patience(double speed) {
    this.speed = speed;
  }

  /**
   * Lets a person think.
   *
   * @throws InterruptedException when the simulation ends
   */
  void think(long millis) throws InterruptedException {
    waitFor(Math.round(millis / speed));
  }

  /** Waits for the backend's sake, whatever the speed. */
  void waitFor(long millis) throws InterruptedException {
    if (end.await(millis, TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("the simulation ends");
    }
  }

  void end() {
    end.countDown();
  }
}
