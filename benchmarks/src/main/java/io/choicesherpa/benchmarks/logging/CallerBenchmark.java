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
import org.openjdk.jmh.annotations.Threads;

/**
 * A log call down to the appender's stream, with the caller's file and line, under a stack of usual
 * depth. Of those who can name it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first.
public class CallerBenchmark {

  @Param({"OURS", "LOGSTASH", "ECS", "LOG4J"})
  public LogPeer peer;

  private LogPipeline pipeline;

  @Setup
  public void open() {
    pipeline = peer.open(true, new DiscardingStream());
  }

  @Benchmark
  @Threads(1)
  public void oneThread(Context context) {
    LogSample.deep(pipeline::log);
  }

  @Benchmark
  @Threads(2)
  public void twoThreads(Context context) {
    LogSample.deep(pipeline::log);
  }

  /** What each thread has in place while it logs. */
  @State(Scope.Thread)
  public static class Context {

    private LogContext context;

    @Setup
    public void enter(CallerBenchmark benchmark) {
      context = benchmark.peer.enterContext();
    }

    @TearDown
    public void leave() {
      context.close();
    }
  }
}
