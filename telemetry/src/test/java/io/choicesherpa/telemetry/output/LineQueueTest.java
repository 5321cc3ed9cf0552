package io.choicesherpa.telemetry.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LineQueueTest {
  private static final byte[] LINE = {1, 2, 3, 4};

  @Test
  void lines_comeOutInOrderAndAreNumberedWithoutAGap() {
    LineQueue queue = new LineQueue(8, 1000);
    byte[] first = {1};
    byte[] second = {2};
    assertThat(queue.offer(first, false)).isZero();
    assertThat(queue.offer(second, false)).isEqualTo(1);
    assertThat(queue.poll()).isSameAs(first);
    assertThat(queue.poll()).isSameAs(second);
    assertThat(queue.poll()).isNull();
    assertThat(queue.offer(first, false)).isEqualTo(2);
  }

  @Test
  void lastQuarter_isForUrgentLinesAlone() {
    LineQueue queue = new LineQueue(8, 1000);
    for (int i = 0; i < 6; i++) {
      assertThat(queue.offer(LINE, false)).isEqualTo(i);
    }
    assertThat(queue.offer(LINE, false)).isEqualTo(LineQueue.FULL);
    assertThat(queue.offer(LINE, true)).isEqualTo(6);
    assertThat(queue.offer(LINE, true)).isEqualTo(7);
    assertThat(queue.offer(LINE, true)).isEqualTo(LineQueue.FULL);
    assertThat(queue.size()).isEqualTo(8);
  }

  @Test
  void bytes_areBoundedToo() {
    LineQueue queue = new LineQueue(1024, 100);
    assertThat(queue.offer(new byte[75], false)).isZero();
    assertThat(queue.offer(new byte[1], false)).isEqualTo(LineQueue.FULL);
    assertThat(queue.offer(new byte[25], true)).isEqualTo(1);
    assertThat(queue.offer(new byte[1], true)).isEqualTo(LineQueue.FULL);
    queue.poll();
    assertThat(queue.offer(new byte[50], false)).as("what was taken makes room").isEqualTo(2);
  }

  @Test
  void capacity_notAPowerOfTwo_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LineQueue(100, 1000))
        .withMessageContaining("100");
  }

  @Test
  void manyThreads_loseAndDoubleNothing() throws Exception {
    int threads = 4;
    int each = 20_000;
    LineQueue queue = new LineQueue(64, 1_000_000);
    ExecutorService producers = Executors.newFixedThreadPool(threads);
    CountDownLatch done = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      int thread = t;
      producers.execute(
          () -> {
            for (int i = 0; i < each; i++) {
              byte[] line = ByteBuffer.allocate(8).putInt(thread).putInt(i).array();
              while (queue.offer(line, true) == LineQueue.FULL) {
                Thread.onSpinWait();
              }
            }
            done.countDown();
          });
    }
    int[] next = new int[threads];
    int taken = 0;
    while (taken < threads * each) {
      byte[] line = queue.poll();
      if (line != null) {
        ByteBuffer read = ByteBuffer.wrap(line);
        assertThat(read.getInt(4)).isEqualTo(next[read.getInt(0)]++);
        taken++;
      }
    }
    assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(queue.poll()).isNull();
    assertThat(queue.isEmpty()).isTrue();
    producers.shutdown();
  }
}
