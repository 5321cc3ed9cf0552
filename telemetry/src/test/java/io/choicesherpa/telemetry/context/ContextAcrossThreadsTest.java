package io.choicesherpa.telemetry.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.choicesherpa.telemetry.testing.RecordedLog;
import io.choicesherpa.telemetry.testing.RecordedTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work handed to another thread: its spans and lines stand under the unit of work it belongs to.
 */
@Timeout(60)
class ContextAcrossThreadsTest {

  private static final Logger LOG = LoggerFactory.getLogger(ContextAcrossThreadsTest.class);

  private final RecordedTelemetry telemetry = new RecordedTelemetry(Sampler.alwaysOn());
  private final RecordedLog log = new RecordedLog(ContextAcrossThreadsTest.class.getName());
  private final ExecutorService pool = Executors.newSingleThreadExecutor();
  private final CountDownLatch done = new CountDownLatch(1);

  @BeforeEach
  void startThread() throws Exception {
    // The pool's thread exists before any unit of work, so nothing can be inherited at its birth.
    assertNothingLeft(pool);
  }

  @AfterEach
  void close() {
    pool.shutdownNow();
    log.close();
    telemetry.close();
  }

  @Test
  void executor_wrapped_carriesTheContextAndLeaksNothing() throws Exception {
    ExecutorService wrapped = Context.taskWrapping(pool);
    inUnit(() -> wrapped.submit(() -> work("task")).get());

    assertUnderOuter("task");
    assertNothingLeft(pool);
  }

  @Test
  void executor_taskFailing_leaksNothing() throws Exception {
    ExecutorService wrapped = Context.taskWrapping(pool);
    inUnit(
        () -> {
          wrapped.execute(
              () -> {
                done.countDown();
                throw new IllegalStateException("part of the test");
              });
          return "begun";
        });
    await();

    assertNothingLeft(pool);
  }

  @Test
  void scheduledExecutor_wrapped_carriesTheContextIntoEveryRunAndLeaksNothing() throws Exception {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      assertNothingLeft(timer);
      ScheduledExecutorService wrapped = Context.taskWrapping(timer);
      inUnit(() -> wrapped.schedule(() -> work("later"), 1, TimeUnit.MILLISECONDS).get());

      assertUnderOuter("later");
      assertNothingLeft(timer);
    } finally {
      timer.shutdownNow();
    }
  }

  @Test
  void completableFuture_onAWrappedExecutor_carriesTheContextThroughItsStages() throws Exception {
    ExecutorService wrapped = Context.taskWrapping(pool);
    inUnit(
        () ->
            CompletableFuture.supplyAsync(() -> work("first"), wrapped)
                .thenApplyAsync(unused -> work("second"), wrapped)
                .get());

    assertUnderOuter("first");
    assertUnderOuter("second");
    assertNothingLeft(pool);
  }

  @Test
  void completableFuture_completedElsewhere_carriesTheContextInAWrappedFunction() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<?>[] stage = new CompletableFuture<?>[1];
    inUnit(
        () -> {
          stage[0] =
              answer.thenApply(
                  Context.current().<String, String>wrapFunction(unused -> work("callback")));
          return "begun";
        });
    assertThat(pool.submit(() -> answer.complete("by a thread that knows nothing")).get()).isTrue();

    stage[0].get(20, TimeUnit.SECONDS);
    assertUnderOuter("callback");
    assertNothingLeft(pool);
  }

  @Test
  void flow_wrapped_carriesTheContextIntoEverySignalAndLeaksNothing() throws Exception {
    try (SubmissionPublisher<String> publisher = new SubmissionPublisher<>(pool, 8)) {
      subscribe(publisher);
      publisher.submit("chunk");
    }
    await();

    assertUnderOuter("subscribed");
    assertUnderOuter("chunk");
    assertUnderOuter("completed");
    assertNothingLeft(pool);
  }

  @Test
  void flow_failing_saysSoInTheContext() throws Exception {
    try (SubmissionPublisher<String> publisher = new SubmissionPublisher<>(pool, 8)) {
      subscribe(publisher);
      publisher.closeExceptionally(new IllegalStateException("part of the test"));
    }
    await();

    assertUnderOuter("failed");
    assertNothingLeft(pool);
  }

  /** JDK 21 and newer; called by name, since the build is for 17. */
  @Test
  void virtualThreads_wrapped_carryTheContext() throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "no virtual threads on this JDK");
    ExecutorService virtual =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    try {
      ExecutorService wrapped = Context.taskWrapping(virtual);
      inUnit(() -> wrapped.submit(() -> work("virtual")).get());

      assertUnderOuter("virtual");
      assertNothingLeft(virtual);
    } finally {
      virtual.shutdownNow();
    }
  }

  private interface Unit {
    Object run() throws Exception;
  }

  private void inUnit(Unit unit) throws Exception {
    Context context = RequestContext.create("request-1").storeIn(Context.root());
    try (Scope ignored = context.makeCurrent()) {
      telemetry.tracing().<Object, Exception>call("outer", span -> unit.run());
    }
  }

  private void subscribe(SubmissionPublisher<String> publisher) throws Exception {
    inUnit(
        () -> {
          publisher.subscribe(FlowContext.wrap(new Working()));
          return "begun";
        });
  }

  private String work(String name) {
    return telemetry
        .tracing()
        .call(
            name,
            span -> {
              LOG.info(name);
              return name;
            });
  }

  private void await() throws InterruptedException {
    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private void assertUnderOuter(String name) {
    SpanData outer = telemetry.span("outer");
    SpanData span = telemetry.span(name);
    assertThat(span.getParentSpanId()).isEqualTo(outer.getSpanId());
    assertThat(log.lines())
        .filteredOn(line -> line.message().equals(name))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.traceId()).isEqualTo(outer.getTraceId());
              assertThat(line.spanId()).isEqualTo(span.getSpanId());
              RequestContext request = line.request();
              assertThat(request == null ? null : request.requestId()).isEqualTo("request-1");
            });
  }

  private static void assertNothingLeft(ExecutorService executor) throws Exception {
    assertThat(executor.submit(() -> Span.current().getSpanContext().isValid()).get()).isFalse();
    assertThat(executor.submit(() -> RequestContext.current() == null).get()).isTrue();
  }

  private final class Working implements Flow.Subscriber<String> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      work("subscribed");
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String item) {
      work(item);
    }

    @Override
    public void onError(Throwable failure) {
      work("failed");
      done.countDown();
    }

    @Override
    public void onComplete() {
      work("completed");
      done.countDown();
    }
  }
}
