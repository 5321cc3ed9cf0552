package io.choicesherpa.benchmarks.logging;

import io.choicesherpa.benchmarks.DiscardingStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A log event to bytes, without the caller: of one made beforehand, of one with an error made
 * beforehand, and of one with an error that is made each time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first.
public class EncodeBenchmark {

  @Param public LogPeer peer;

  private LogContext context;
  private LogPipeline pipeline;

  @Setup
  public void open() {
    context = peer.enterContext();
    pipeline = peer.open(false, new DiscardingStream());
  }

  @TearDown
  public void close() {
    context.close();
  }

  @Benchmark
  public byte[] plain() {
    return pipeline.encode();
  }

  @Benchmark
  public byte[] madeError() {
    return pipeline.encodeMadeError();
  }

  @Benchmark
  public byte[] error() {
    return pipeline.encodeError();
  }

  /** How long the line of a benchmark of this class is. */
  public static int writtenBytes(String benchmark, LogPeer peer) {
    EncodeBenchmark made = new EncodeBenchmark();
    made.peer = peer;
    made.open();
    try {
      return (benchmark.endsWith(".plain") ? made.plain() : made.madeError()).length;
    } finally {
      made.close();
    }
  }
}
