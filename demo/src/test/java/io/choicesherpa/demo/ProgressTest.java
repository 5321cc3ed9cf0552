package io.choicesherpa.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void plainLog_getsALineWithWhatIsUnderWayAndHowFarItIs() {
    try (Progress progress = new Progress(out, false, "", nanos::get)) {
      progress.begin("PostgreSQL", "unpacking");
      progress.begin("Redis", "");
      progress.begin("backend", "");
      progress.done("Redis");
      nanos.set(TimeUnit.SECONDS.toNanos(4));
      progress.show();
    }

    assertThat(text())
        .isEqualToNormalizingNewlines(
            "4 s: 1 of 3 ready, starting PostgreSQL (unpacking), backend\n");
  }

  @Test
  void terminal_getsOneLineThatIsWrittenAnewAndCleared() {
    try (Progress progress = new Progress(out, true, "", nanos::get)) {
      progress.begin("backend", "");
      progress.show();
      progress.show();
    }

    assertThat(text()).doesNotContain("\n").startsWith("\r").endsWith("\r\u001b[K");
  }

  @Test
  void nothingUnderWay_showsNothing() {
    try (Progress progress = new Progress(out, false, "", nanos::get)) {
      progress.show();
    }

    assertThat(text()).isEmpty();
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
