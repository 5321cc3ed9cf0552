package io.choicesherpa.benchmarks.http;

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
 * The whole telemetry of one served request: trace context in, span with attributes, two metrics,
 * the request's line.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first.
public class RequestBenchmark {

  @Param public RequestPeer peer;

  @Param({"true", "false"})
  public boolean sampled;

  private RequestPath path;

  @Setup
  public void open() {
    path = peer.open(sampled, new DiscardingStream());
  }

  @TearDown
  public void close() {
    path.close();
  }

  @Benchmark
  public void request() {
    path.serve();
  }
}
