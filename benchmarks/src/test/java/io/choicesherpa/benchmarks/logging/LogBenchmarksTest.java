package io.choicesherpa.benchmarks.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogBenchmarksTest {

  /** Some peers leave out the zeros at the end of a time's fraction. */
  private static final Offset<Integer> TIME_DIGITS = Offset.offset(10);

  @ParameterizedTest
  @EnumSource
  void linesOfEveryPeer_tellTheSame(LogPeer peer) {
    EncodeBenchmark benchmark = new EncodeBenchmark();
    benchmark.peer = peer;
    benchmark.open();
    String plain = new String(benchmark.plain(), StandardCharsets.UTF_8);
    String error = new String(benchmark.error(), StandardCharsets.UTF_8);
    String madeError = new String(benchmark.madeError(), StandardCharsets.UTF_8);
    benchmark.close();

    assertThat(EncodeBenchmark.writtenBytes("EncodeBenchmark.plain", peer))
        .isCloseTo(plain.getBytes(StandardCharsets.UTF_8).length, TIME_DIGITS);
    assertThat(madeError.length()).isCloseTo(error.length(), TIME_DIGITS);
    assertTellsAll(plain);
    assertTellsAll(error);
    assertThat(error)
        .contains("java.lang.IllegalStateException", "The provider did not answer")
        .contains("java.io.IOException", "LogSample");
  }

  @ParameterizedTest
  @EnumSource
  void loggedLines_tellTheSameAndTheCallerWhereItIsWanted(LogPeer peer) {
    assertTellsAll(logged(peer, false)).doesNotContain("Pipeline.java");
    if (peer.namesCaller()) {
      assertTellsAll(logged(peer, true)).contains("Pipeline.java");
    }
  }

  @ParameterizedTest
  @EnumSource
  void appenderBenchmark_runs(LogPeer peer) {
    AppenderBenchmark benchmark = new AppenderBenchmark();
    benchmark.peer = peer;
    benchmark.open();
    AppenderBenchmark.Context context = new AppenderBenchmark.Context();
    context.enter(benchmark);
    benchmark.oneThread(context);
    benchmark.twoThreads(context);
    context.leave();
    assertThat(peer).isNotNull();
  }

  private static String logged(LogPeer peer, boolean withCaller) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (LogContext context = peer.enterContext()) {
      peer.open(withCaller, out).log();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static org.assertj.core.api.AbstractStringAssert<?> assertTellsAll(String line) {
    return assertThat(line)
        .startsWith("{")
        .contains(LogSample.MESSAGE, LogSample.LOGGER, "INFO")
        .contains("component_type", "attempt", "duration_ms")
        .contains(LogSample.COMPONENT, "2", "812.375")
        .contains(LogSample.TRACE_ID, "span_id", LogSample.REQUEST_ID)
        .contains(LogSample.USER_ID, LogSample.SESSION_ID);
  }
}
