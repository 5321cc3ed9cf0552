package io.choicesherpa.telemetry.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.testing.RecordedLog;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UncaughtErrorsTest {

  private final @Nullable UncaughtExceptionHandler original =
      Thread.getDefaultUncaughtExceptionHandler();
  private @Nullable UncaughtExceptionHandler before;
  private final List<String> told = new ArrayList<>();
  private final RecordedLog log = new RecordedLog("io.choicesherpa.telemetry.uncaught");

  @BeforeEach
  void anotherHandlerIsThere() {
    Thread.setDefaultUncaughtExceptionHandler(this::tell);
    before = Thread.getDefaultUncaughtExceptionHandler();
  }

  private void tell(Thread thread, Throwable failure) {
    told.add(thread.getName() + ": " + failure.getMessage());
  }

  @AfterEach
  void restore() {
    Thread.setDefaultUncaughtExceptionHandler(original);
    log.close();
  }

  @Test
  void exception_thatEndsAThread_isALineAndReachesTheHandlerBefore() throws Exception {
    try (UncaughtErrors installed = UncaughtErrors.install()) {
      assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(installed);
      end("doomed");
    }

    assertThat(log.lines())
        .singleElement()
        .satisfies(line -> assertThat(line.fields()).containsEntry("ended_thread", "doomed"));
    assertThat(told).containsExactly("doomed: part of the test");
  }

  /** Logback asks for the message where it makes the event, and lets out what is thrown there. */
  @Test
  void exception_thatCannotDescribeItself_isALineAllTheSame() {
    Thread.setDefaultUncaughtExceptionHandler(null);
    IllegalStateException mute =
        new IllegalStateException() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            throw new UnsupportedOperationException("none");
          }
        };
    try (UncaughtErrors installed = UncaughtErrors.install()) {
      installed.uncaughtException(Thread.currentThread(), mute);
    }

    assertThat(log.lines())
        .singleElement()
        .satisfies(
            line -> assertThat(line.fields()).containsEntry("type", mute.getClass().getName()));
  }

  @Test
  void close_leavesThePlaceToTheHandlerBefore() {
    UncaughtErrors installed = UncaughtErrors.install();
    installed.close();
    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(before);
  }

  @Test
  void close_whenAnotherCameAfter_onlyFallsSilent() throws Exception {
    UncaughtErrors first = UncaughtErrors.install();
    try (UncaughtErrors second = UncaughtErrors.install()) {
      first.close();
      assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(second);
      end("doomed");
    }

    assertThat(log.lines()).hasSize(1);
    assertThat(told).hasSize(1);
  }

  private static void end(String name) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              throw new IllegalStateException("part of the test");
            },
            name);
    thread.start();
    thread.join();
  }
}
