package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.redaction.Redactor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinePoolTest {
  private final LineParts parts = new LineParts("s", "e", Redactor.standard());
  private final List<LogLine> made = Collections.synchronizedList(new ArrayList<>());
  private final LinePool pool =
      new LinePool(
          () -> {
            LogLine line = new LogLine(parts);
            made.add(line);
            return line;
          });

  @Test
  void lineGivenBack_isLentAgain() {
    LogLine first = pool.take();
    pool.giveBack(first);
    assertThat(pool.take()).isSameAs(first);
  }

  @Test
  void lineOnLoan_isLentToNobodyElse() {
    LogLine outer = pool.take();
    LogLine inner = pool.take();
    assertThat(inner).isNotSameAs(outer);
    pool.giveBack(inner);
    assertThat(pool.take()).isNotSameAs(outer).isNotSameAs(inner);
    pool.giveBack(outer);
    assertThat(pool.take()).isSameAs(outer);
  }

  @Test
  void manyThreads_leaveFewLines() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      Thread thread = new Thread(() -> pool.giveBack(pool.take()));
      thread.start();
      thread.join();
    }
    assertThat(made).hasSizeLessThanOrEqualTo(slots());
  }

  private static int slots() {
    return Integer.highestOneBit(Math.max(4, Runtime.getRuntime().availableProcessors() * 2));
  }
}
