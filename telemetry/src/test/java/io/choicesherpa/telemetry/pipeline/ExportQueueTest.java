package io.choicesherpa.telemetry.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.choicesherpa.telemetry.metrics.DropReason;
import io.choicesherpa.telemetry.metrics.ExportedSignal;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.PipelineMetrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.choicesherpa.telemetry.otlp.Batches;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExportQueueTest {

  private static final Duration NEVER = Duration.ofHours(1);
  private static final long PATIENCE_SECONDS = 20;

  private final Metrics metrics = new Metrics(StandardMetrics.CATALOGUE);
  private final PipelineMetrics pipelineMetrics = new PipelineMetrics(metrics);
  private final BlockingQueue<List<String>> sent = new LinkedBlockingQueue<>();
  private final BlockingQueue<CompletableResultCode> answers = new LinkedBlockingQueue<>();
  private CompletableResultCode answer = CompletableResultCode.ofSuccess();
  private @Nullable ExportQueue<String, SpanData> started;

  @AfterEach
  void stop() {
    if (started != null) {
      answer = CompletableResultCode.ofSuccess();
      answers.forEach(CompletableResultCode::succeed);
      join(started.shutdown());
    }
  }

  @Test
  void flush_sendsWhatWasAddedBefore() throws InterruptedException {
    ExportQueue<String, SpanData> queue = start(10, 10, NEVER, ExportQueueTest::span);
    queue.add("a");
    queue.add("b");

    assertThat(join(queue.flush()).isSuccess()).isTrue();

    assertThat(sent.poll()).containsExactly("a", "b");
    assertThat(queue.size()).isZero();
  }

  @Test
  void flush_ofNothing_sendsNothing() {
    ExportQueue<String, SpanData> queue = start(10, 10, NEVER, ExportQueueTest::span);

    assertThat(join(queue.flush()).isSuccess()).isTrue();

    assertThat(sent).isEmpty();
  }

  @Test
  void batch_full_isSentAtOnce() throws InterruptedException {
    ExportQueue<String, SpanData> queue = start(4, 2, NEVER, ExportQueueTest::span);
    queue.add("a");
    queue.add("b");

    assertThat(next()).containsExactly("a", "b");
  }

  @Test
  void item_alone_isSentAfterTheDelay() throws InterruptedException {
    ExportQueue<String, SpanData> queue =
        start(100, 100, Duration.ofMillis(20), ExportQueueTest::span);
    queue.add("a");

    assertThat(next()).containsExactly("a");
  }

  @Test
  void items_moreThanTheQueueHolds_areCounted() throws InterruptedException {
    answer = new CompletableResultCode();
    ExportQueue<String, SpanData> queue = start(2, 1, NEVER, ExportQueueTest::span);
    queue.add("under way");
    assertThat(next()).containsExactly("under way");
    queue.add("a");
    queue.add("b");
    queue.add("c");

    assertThat(dropped(DropReason.QUEUE_FULL)).isEqualTo(1);
    assertThat(queue.size()).as("with the one under way").isEqualTo(3);
  }

  @Test
  void item_thatCannotBeEncoded_isCountedAndTheOthersGo() throws InterruptedException {
    ExportQueue<String, SpanData> queue =
        start(
            10,
            10,
            NEVER,
            name -> {
              if (name.equals("bad")) {
                throw new IllegalStateException("bad");
              }
              return span(name);
            });
    queue.add("a");
    queue.add("bad");
    queue.add("b");
    join(queue.flush());

    assertThat(sent.poll()).containsExactly("a", "b");
    assertThat(dropped(DropReason.EXPORT_FAILED)).isEqualTo(1);
  }

  @Test
  void receiver_refusing_isCountedWithAllItems() {
    answer = CompletableResultCode.ofFailure();
    ExportQueue<String, SpanData> queue = start(10, 10, NEVER, ExportQueueTest::span);
    queue.add("a");
    queue.add("b");
    join(queue.flush());

    assertThat(dropped(DropReason.EXPORT_FAILED)).isEqualTo(2);
  }

  @Test
  void shutdown_sendsWhatIsThereAndTakesNoMore() {
    ExportQueue<String, SpanData> queue = start(10, 10, NEVER, ExportQueueTest::span);
    queue.add("a");

    assertThat(join(queue.shutdown()).isSuccess()).isTrue();
    queue.add("too late");

    assertThat(sent.poll()).containsExactly("a");
    assertThat(dropped(DropReason.SHUTDOWN)).isEqualTo(1);
    assertThat(join(queue.flush()).isSuccess()).isTrue();
    assertThat(sent).isEmpty();
  }

  @Test
  void message_sentBefore_isNotChangedByWhatFollows() throws InterruptedException {
    ExportQueue<String, SpanData> queue = start(10, 10, NEVER, ExportQueueTest::span);
    for (String name : List.of("a", "b", "c")) {
      queue.add(name);
      join(queue.flush());
      assertThat(sent.poll()).containsExactly(name);
    }
  }

  private ExportQueue<String, SpanData> start(
      int queueSize, int batchSize, Duration delay, Function<String, SpanData> data) {
    ExportQueue<String, SpanData> queue =
        new ExportQueue<>(
            ExportedSignal.TRACES,
            new BatchLimits(queueSize, batchSize, delay, Duration.ofSeconds(PATIENCE_SECONDS)),
            Batches.ofSpans(this::receive, CompletableResultCode::ofSuccess),
            data,
            new Delivery("test", pipelineMetrics),
            pipelineMetrics,
            System::nanoTime);
    queue.start();
    started = queue;
    return queue;
  }

  private CompletableResultCode receive(byte[] message) {
    try {
      sent.add(
          ExportTraceServiceRequest.parseFrom(message)
              .getResourceSpans(0)
              .getScopeSpans(0)
              .getSpansList()
              .stream()
              .map(Span::getName)
              .toList());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
    answers.add(answer);
    return answer;
  }

  private List<String> next() throws InterruptedException {
    List<String> names = sent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return names == null ? List.of() : names;
  }

  private static CompletableResultCode join(CompletableResultCode result) {
    return result.join(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private double dropped(DropReason reason) {
    return metrics
        .counter(StandardMetrics.SPANS_DROPPED)
        .labels(reason.name().toLowerCase(java.util.Locale.ROOT))
        .get();
  }

  private static SpanData span(String name) {
    return TestSpanData.builder()
        .setName(name)
        .setKind(SpanKind.INTERNAL)
        .setStartEpochNanos(1)
        .setEndEpochNanos(2)
        .setStatus(StatusData.unset())
        .setHasEnded(true)
        .build();
  }
}
