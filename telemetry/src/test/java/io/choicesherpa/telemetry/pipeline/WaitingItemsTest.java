package io.choicesherpa.telemetry.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WaitingItemsTest {

  private final WaitingItems<String> items = new WaitingItems<>(3);

  @Test
  void added_areTakenInOrderAroundTheEndOfTheRing() {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      assertThat(items.add("a" + i)).isEqualTo(1);
      assertThat(items.add("b" + i)).isEqualTo(2);
      all.addAll(take(3));
    }

    assertThat(all).startsWith("a0", "b0", "a1", "b1", "a2").hasSize(20).doesNotContainNull();
    assertThat(items.size()).isZero();
  }

  @Test
  void added_beyondTheCapacity_isNotTakenIn() {
    items.add("a");
    items.add("b");
    items.add("c");

    assertThat(items.add("d")).isZero();

    assertThat(take(9)).containsExactly("a", "b", "c");
  }

  @Test
  void closed_saysWhatWasLeftAndTakesNoMore() {
    items.add("a");
    items.add("b");

    assertThat(items.close()).isEqualTo(2);

    assertThat(items.add("c")).isZero();
    assertThat(items.size()).isZero();
    assertThat(take(9)).isEmpty();
  }

  @Test
  void taken_atMostAsMany_leavesTheRest() {
    items.add("a");
    items.add("b");

    assertThat(take(1)).containsExactly("a");
    assertThat(items.size()).isEqualTo(1);
    assertThat(items.add("c")).isEqualTo(2);
    assertThat(items.add("d")).isEqualTo(3);
    assertThat(take(9)).containsExactly("b", "c", "d");
  }

  @Test
  void added_byManyThreads_arrivesOnceOrIsRefused()
      throws InterruptedException, ExecutionException {
    int threads = 4;
    int each = 20_000;
    WaitingItems<Integer> shared = new WaitingItems<>(64);
    AtomicInteger refused = new AtomicInteger();
    CountDownLatch running = new CountDownLatch(threads);
    ExecutorService adding = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int base = thread * each;
        ends.add(
            adding.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    if (shared.add(base + i) == 0) {
                      refused.incrementAndGet();
                    }
                  }
                  running.countDown();
                }));
      }
      boolean[] seen = new boolean[threads * each];
      int arrived = 0;
      Object[] to = new Object[16];
      while (running.getCount() > 0 || shared.size() > 0) {
        int taken = shared.take(to, to.length);
        for (int i = 0; i < taken; i++) {
          int item = (Integer) to[i];
          assertThat(seen[item]).as("item %s twice", item).isFalse();
          seen[item] = true;
          arrived++;
        }
      }
      for (Future<?> end : ends) {
        end.get();
      }
      assertThat(arrived + refused.get()).isEqualTo(threads * each);
    } finally {
      adding.shutdownNow();
    }
  }

  private List<Object> take(int atMost) {
    Object[] to = new Object[atMost];
    int taken = items.take(to, atMost);
    return new ArrayList<>(Arrays.asList(to).subList(0, taken));
  }
}
