package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Spring's own ways to another thread. */
class TasksTest {

  private final RecordedSpans spans = new RecordedSpans();
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withPropertyValues(
              "OTLP_ENDPOINT=none",
              "telemetry.metrics-listener.enabled=false",
              "spring.task.execution.pool.core-size=1",
              "spring.task.execution.pool.max-size=1")
          .withConfiguration(
              AutoConfigurations.of(
                  TelemetryAutoConfiguration.class,
                  TelemetryTasksAutoConfiguration.class,
                  TaskExecutionAutoConfiguration.class,
                  TaskSchedulingAutoConfiguration.class))
          .withBean(
              OpenTelemetry.class,
              spans::openTelemetry,
              definition -> definition.setDestroyMethodName(""));

  @AfterEach
  void close() {
    spans.close();
  }

  @Test
  void async_runsUnderItsCallerAndLeaksNothing() {
    runner
        .withUserConfiguration(AsyncWork.class)
        .run(
            context -> {
              AsyncWork work = context.getBean(AsyncWork.class);
              RequestContext request = RequestContext.create("request-1");
              CompletableFuture<String> seen;
              try (Scope ignored = request.storeIn(Context.root()).makeCurrent()) {
                seen = context.getBean(Tracing.class).call("outer", span -> work.later());
              }

              assertThat(seen.get(20, TimeUnit.SECONDS))
                  .isEqualTo(spans.named("outer").getSpanId() + " request-1");
              CompletableFuture<Boolean> clean = new CompletableFuture<>();
              context
                  .getBean("applicationTaskExecutor", Executor.class)
                  .execute(
                      () ->
                          clean.complete(
                              !Span.current().getSpanContext().isValid()
                                  && RequestContext.current() == null));
              assertThat(clean.get(20, TimeUnit.SECONDS)).isTrue();
            });
  }

  @Test
  void scheduled_eachRunIsAUnitOfWorkOfItsOwn() {
    Job.SEEN.clear();
    runner
        .withUserConfiguration(Job.class)
        .run(
            context -> {
              Job job = context.getBean(Job.class);
              assertThat(job.ran.await(20, TimeUnit.SECONDS)).isTrue();
            });

    // The context is closed, and with it every run is over.
    List<SpanData> runs = spans.all().stream().filter(s -> s.getName().equals("Job.run")).toList();
    assertThat(runs).hasSizeGreaterThanOrEqualTo(3);
    assertThat(runs).extracting(SpanData::getTraceId).doesNotHaveDuplicates();
    assertThat(runs).allMatch(span -> !span.getParentSpanContext().isValid());
    assertThat(Job.SEEN.subList(0, 3))
        .isEqualTo(runs.stream().limit(3).map(s -> s.getSpanId() + " with context").toList());
    assertThat(runs.get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(runs.get(1).getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void scheduled_failing_isToldInItsOwnTrace() {
    List<String> traces = new CopyOnWriteArrayList<>();
    AppenderBase<ILoggingEvent> errors =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            if (event.getLevel() == Level.ERROR) {
              traces.add(Span.current().getSpanContext().getTraceId());
            }
          }
        };
    Logger logger = (Logger) LoggerFactory.getLogger("io.choicesherpa.telemetry.spring");
    errors.start();
    logger.addAppender(errors);
    runner
        .withUserConfiguration(Job.class)
        .run(
            context ->
                assertThat(context.getBean(Job.class).ran.await(20, TimeUnit.SECONDS)).isTrue());
    logger.detachAppender(errors);

    assertThat(traces)
        .containsExactly(
            spans.all().stream()
                .filter(span -> span.getStatus().getStatusCode() == StatusCode.ERROR)
                .map(SpanData::getTraceId)
                .findFirst()
                .orElseThrow());
  }

  @Test
  void switchedOff_nothingIsDone() {
    runner
        .withPropertyValues("telemetry.tasks.enabled=false")
        .withUserConfiguration(AsyncWork.class)
        .run(
            context -> {
              AsyncWork work = context.getBean(AsyncWork.class);
              CompletableFuture<String> seen =
                  context.getBean(Tracing.class).call("outer", span -> work.later());

              assertThat(seen.get(20, TimeUnit.SECONDS)).startsWith("0000000000000000");
            });
  }

  @Configuration
  @EnableAsync
  static class AsyncWork {
    @Async
    CompletableFuture<String> later() {
      RequestContext request = RequestContext.current();
      return CompletableFuture.completedFuture(
          Span.current().getSpanContext().getSpanId()
              + " "
              + (request == null ? null : request.requestId()));
    }
  }

  @Configuration
  @EnableScheduling
  static class Job {
    static final List<@Nullable String> SEEN = new CopyOnWriteArrayList<>();
    final CountDownLatch ran = new CountDownLatch(3);

    @Scheduled(fixedDelay = 1)
    void run() {
      SEEN.add(
          Span.current().getSpanContext().getSpanId()
              + (RequestContext.current() == null ? " without" : " with context"));
      long left = ran.getCount();
      ran.countDown();
      if (left == 3) {
        throw new IllegalStateException("part of the test");
      }
    }
  }
}
