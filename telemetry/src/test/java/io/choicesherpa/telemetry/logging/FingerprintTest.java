package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ThrowableProxy;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void sameErrorAtOtherLinesWithOtherMessages_isTheSame() {
    assertThat(of(error(10, "user 1", "create"))).isEqualTo(of(error(99, "user 2", "create")));
  }

  @Test
  void otherMethodTypeOrCause_isAnother() {
    String reference = of(error(10, "m", "create"));
    Throwable caused = error(10, "m", "create");
    caused.initCause(new IllegalArgumentException());
    Throwable otherType = new IllegalArgumentException("m");
    otherType.setStackTrace(error(10, "m", "create").getStackTrace());
    assertThat(of(error(10, "m", "archive"))).isNotEqualTo(reference);
    assertThat(of(caused)).isNotEqualTo(reference);
    assertThat(of(otherType)).isNotEqualTo(reference);
  }

  @Test
  void generatedNamesAndReflection_doNotCount() {
    Throwable first = new IllegalStateException();
    first.setStackTrace(
        new StackTraceElement[] {
          frame("io.choicesherpa.Session$$SpringCGLIB$$0", "invoke", 1),
          frame("jdk.internal.reflect.DirectMethodHandleAccessor", "invoke", 103),
          frame("io.choicesherpa.Session", "lambda$create$1", 7),
        });
    Throwable second = new IllegalStateException();
    second.setStackTrace(
        new StackTraceElement[] {
          frame("io.choicesherpa.Session$$SpringCGLIB$$12", "invoke", 1),
          frame("io.choicesherpa.Session", "lambda$create$2", 7),
        });
    assertThat(of(first)).isEqualTo(of(second));
  }

  private static Throwable error(int line, String message, String method) {
    Throwable error = new IllegalStateException(message);
    error.setStackTrace(new StackTraceElement[] {frame("io.choicesherpa.Session", method, line)});
    return error;
  }

  private static StackTraceElement frame(String type, String method, int line) {
    return new StackTraceElement(type, method, "Session.java", line);
  }

  private static String of(Throwable throwable) {
    return Fingerprint.of(new ThrowableProxy(throwable));
  }
}
