package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ThrowableProxy;
import io.choicesherpa.telemetry.redaction.Redactor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FrameBlocksTest {
  private final FrameBlocks blocks = new FrameBlocks();

  @Test
  void framesOfOneWay_areWrittenOnce() {
    FrameBlock first = blocks.of(new ThrowableProxy(error(7, "one")), "");
    assertThat(blocks.of(new ThrowableProxy(error(7, "two")), "")).isSameAs(first);
    assertThat(blocks.size()).isEqualTo(1);
  }

  @Test
  void otherLineIndentOrDepth_isAnother() {
    FrameBlock first = blocks.of(new ThrowableProxy(error(7, "m")), "");
    Throwable deeper = error(7, "m");
    StackTraceElement frame = deeper.getStackTrace()[0];
    deeper.setStackTrace(new StackTraceElement[] {frame, frame});
    assertThat(blocks.of(new ThrowableProxy(error(8, "m")), "").text()).contains("Session.java:8");
    assertThat(blocks.of(new ThrowableProxy(error(7, "m")), "\t").text()).startsWith("\n\t\tat ");
    assertThat(blocks.of(new ThrowableProxy(deeper), "").text()).isEqualTo(first.text().repeat(2));
  }

  @Test
  void framesThatDifferBelowTheHashedOnes_areToldApart() {
    for (int line = 1; line < 10; line++) {
      Throwable error = error(1, "m");
      StackTraceElement same = error.getStackTrace()[0];
      StackTraceElement other = error(line, "m").getStackTrace()[0];
      error.setStackTrace(new StackTraceElement[] {same, same, same, same, same, other});
      assertThat(blocks.of(new ThrowableProxy(error), "").text()).endsWith(":" + line + ")");
    }
  }

  @Test
  void framesWithoutEnd_areStillEachRightAndFewAreKept() {
    for (int line = 0; line < 10_000; line++) {
      String text = blocks.of(new ThrowableProxy(error(line, "m")), "").text();
      assertThat(text).isEqualTo("\n\tat io.choicesherpa.Session.create(Session.java:%d)", line);
    }
    assertThat(blocks.size()).isLessThanOrEqualTo(256);
  }

  @Test
  void unusuallyLongTraces_areNotKept() {
    Throwable error = error(1, "m");
    StackTraceElement[] frames = new StackTraceElement[1000];
    Arrays.fill(frames, error.getStackTrace()[0]);
    error.setStackTrace(frames);
    assertThat(blocks.of(new ThrowableProxy(error), "").text()).endsWith("... 952 left out");
    assertThat(blocks.size()).isZero();
  }

  @Test
  void namesBeyondAscii_areTheSameInBothForms() {
    Throwable error = new IllegalStateException("m");
    error.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("app.Überlauf", "prüfe\"", "Ü.kt", 1)});
    FrameBlock block = blocks.of(new ThrowableProxy(error), "");
    String json = "\"" + new String(block.json(), StandardCharsets.UTF_8) + "\"";
    assertThat(LogLines.parse("{\"t\":" + json + "}").get("t").asString()).isEqualTo(block.text());
  }

  @Test
  void trace_isWhatTheJdkPrintsAlsoTheSecondTime() {
    Exception error = new IllegalStateException("outer", new IllegalArgumentException("inner"));
    error.addSuppressed(new IllegalStateException("suppressed"));
    StringWriter printed = new StringWriter();
    error.printStackTrace(new PrintWriter(printed, true));
    String expected = printed.toString().strip();
    for (int i = 0; i < 2; i++) {
      String text = StackText.of(new ThrowableProxy(error), Redactor.standard(), blocks);
      // Deep frames are left out here and shown there.
      assertThat(head(text)).isEqualTo(head(expected));
      assertThat(text)
          .contains("\n\tSuppressed: java.lang.IllegalStateException: suppressed\n\t\t");
      assertThat(text).contains("\nCaused by: java.lang.IllegalArgumentException: inner\n\t");
    }
  }

  @Test
  void fingerprintWithKnownFrames_isTheSameAsWithout() {
    ThrowableProxy error =
        new ThrowableProxy(new IllegalStateException("m", new IllegalArgumentException("c")));
    FrameBlock shared = blocks.of(error, "");
    ThrowableProxy otherType = new ThrowableProxy(new IllegalArgumentException("m"));
    for (int i = 0; i < 2; i++) {
      assertThat(Long.toHexString(Fingerprint.of(error, List.of(shared))))
          .isEqualTo(Fingerprint.of(error).replaceFirst("^0+", ""));
      // The same frames under another type must not bring back what was remembered for the first.
      assertThat(Fingerprint.of(otherType, List.of(shared)))
          .isNotEqualTo(Fingerprint.of(error, List.of(shared)));
    }
  }

  @Test
  void threadsAtOnce_getEachTheirOwn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Boolean>> results = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      results.add(threads.submit(this::allRight));
    }
    for (Future<Boolean> result : results) {
      assertThat(result.get()).isTrue();
    }
    threads.shutdown();
  }

  private boolean allRight() {
    for (int i = 0; i < 20_000; i++) {
      int line = i % 700;
      String text = blocks.of(new ThrowableProxy(error(line, "m")), "").text();
      if (!text.endsWith(":" + line + ")")) {
        return false;
      }
    }
    return true;
  }

  private static String head(String trace) {
    return trace.lines().limit(10).toList().toString();
  }

  private static Throwable error(int line, String message) {
    Throwable error = new IllegalStateException(message);
    error.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("io.choicesherpa.Session", "create", "Session.java", line)
        });
    return error;
  }
}
