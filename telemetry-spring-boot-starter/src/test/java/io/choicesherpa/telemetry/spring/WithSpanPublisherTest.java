package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.telemetry.context.ReactiveContext;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.reactor.autoconfigure.ReactorAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.Disposable;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** A span around what a returned publisher does, as long as somebody is subscribed to it. */
@Timeout(60)
class WithSpanPublisherTest {

  private final RecordedSpans spans = new RecordedSpans();
  private final Tracing tracing = new Tracing(spans.openTelemetry());
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withPropertyValues(
              "OTLP_ENDPOINT=none",
              "telemetry.metrics-listener.enabled=false",
              "spring.reactor.context-propagation=auto")
          .withConfiguration(
              AutoConfigurations.of(
                  TelemetryAutoConfiguration.class,
                  TelemetryWithSpanAutoConfiguration.class,
                  ReactorAutoConfiguration.class))
          .withBean(
              OpenTelemetry.class,
              spans::openTelemetry,
              definition -> definition.setDestroyMethodName(""))
          .withBean(Guide.class);

  @AfterEach
  void close() {
    assertThat(Context.current()).as("nothing leaks").isSameAs(Context.root());
    spans.close();
  }

  @Test
  void mono_neverSubscribed_opensNoSpan() {
    run(
        guide -> {
          assertThat(guide.one("rax", Mono.just("up"))).isNotNull();
          assertThat(spans.started()).isEmpty();
        });
  }

  @Test
  void mono_endsTheSpanWithItsValue() {
    run(
        guide -> {
          Sinks.One<String> answer = Sinks.one();
          CompletableFuture<String> result =
              tracing.call("outer", outer -> guide.one("rax", answer.asMono()).toFuture());
          assertThat(spans.all()).extracting(SpanData::getName).containsExactly("outer");

          answer.emitValue("up", Sinks.EmitFailureHandler.FAIL_FAST);
          assertThat(result).isCompletedWithValue("up");
          SpanData span = spans.named("Guide.one");
          assertThat(span.getParentSpanId()).isEqualTo(spans.named("outer").getSpanId());
          assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
          assertThat(span.getEvents()).isEmpty();
          assertThat(span.getAttributes().get(AttributeKey.stringKey("peak"))).isEqualTo("rax");
        });
  }

  @Test
  void mono_empty_endsTheSpan() {
    run(
        guide -> {
          assertThat(guide.one("rax", Mono.empty()).block()).isNull();
          assertThat(spans.named("Guide.one").getStatus().getStatusCode())
              .isEqualTo(StatusCode.UNSET);
        });
  }

  @Test
  void mono_hasItsSpanCurrentWithin_onAnyThread_andNotBehind() {
    run(
        guide -> {
          List<String> seen =
              tracing.call(
                  "outer",
                  outer ->
                      guide
                          .one(
                              "rax",
                              Mono.fromCallable(WithSpanPublisherTest::currentSpanId)
                                  .publishOn(Schedulers.parallel())
                                  .map(id -> id + " " + currentSpanId())
                                  .subscribeOn(Schedulers.boundedElastic()))
                          .map(ids -> List.of(ids, currentSpanId()))
                          .blockOptional()
                          .orElseThrow());

          String own = spans.named("Guide.one").getSpanId();
          assertThat(seen).containsExactly(own + " " + own, spans.named("outer").getSpanId());
        });
  }

  @Test
  void mono_failing_failsTheSpanAndThrowsOn() {
    run(
        guide -> {
          assertThatThrownBy(
                  () ->
                      guide
                          .one("rax", Mono.error(() -> new IllegalStateException("slipped")))
                          .block())
              .isInstanceOf(IllegalStateException.class);
          assertFailed("Guide.one");
        });
  }

  @Test
  void mono_cancelled_endsTheSpanWithoutAnError() {
    run(
        guide -> {
          Disposable waiting = guide.one("rax", Mono.never()).subscribe();
          assertThat(spans.all()).isEmpty();
          waiting.dispose();

          assertCancelled("Guide.one");
        });
  }

  @Test
  void mono_subscribedTwice_hasTwoSpans() {
    run(
        guide -> {
          Mono<String> mono = guide.one("rax", Mono.just("up"));
          mono.block();
          mono.block();

          assertThat(spans.all())
              .extracting(SpanData::getName)
              .containsExactly("Guide.one", "Guide.one");
        });
  }

  /** Where nobody told Reactor to keep the thread's context in step, it may be anything. */
  @Test
  void subscribersContext_goesBeforeTheThreads() {
    run(
        guide -> {
          Context subscriber = tracing.call("subscriber", Context.root()::with);
          Hooks.disableAutomaticContextPropagation();
          try {
            tracing.run(
                "thread",
                span ->
                    guide
                        .one("rax", Mono.just("up"))
                        .contextWrite(context -> context.put(ReactiveContext.KEY, subscriber))
                        .block());
          } finally {
            Hooks.enableAutomaticContextPropagation();
          }

          assertThat(spans.named("Guide.one").getParentSpanId())
              .isEqualTo(spans.named("subscriber").getSpanId());
        });
  }

  @Test
  void subscriberWithoutContext_standsUnderTheCaller() {
    run(
        guide -> {
          Mono<String> mono = tracing.call("outer", outer -> guide.one("rax", Mono.just("up")));
          CompletableFuture.supplyAsync(mono::block).get(20, TimeUnit.SECONDS);

          assertThat(spans.named("Guide.one").getParentSpanId())
              .isEqualTo(spans.named("outer").getSpanId());
        });
  }

  @Test
  void flux_endsTheSpanAfterItsLastElement() {
    run(
        guide -> {
          Sinks.Many<String> steps = Sinks.many().unicast().onBackpressureBuffer();
          CompletableFuture<List<String>> all = guide.many(steps.asFlux()).collectList().toFuture();
          steps.emitNext("one", Sinks.EmitFailureHandler.FAIL_FAST);
          steps.emitNext("two", Sinks.EmitFailureHandler.FAIL_FAST);
          assertThat(spans.all()).isEmpty();

          steps.emitComplete(Sinks.EmitFailureHandler.FAIL_FAST);
          assertThat(all).isCompletedWithValue(List.of("one", "two"));
          assertThat(spans.named("Guide.many").getStatus().getStatusCode())
              .isEqualTo(StatusCode.UNSET);
        });
  }

  @Test
  void flux_failingHalfway_failsTheSpan() {
    run(
        guide -> {
          Flux<String> broken =
              Flux.just("one").concatWith(Mono.error(() -> new IllegalStateException("slipped")));
          assertThatThrownBy(() -> guide.many(broken).blockLast())
              .isInstanceOf(IllegalStateException.class);
          assertFailed("Guide.many");
        });
  }

  @Test
  void flux_ofWhichSomeAreTaken_isNoError() {
    run(
        guide -> {
          assertThat(guide.many(Flux.just("one", "two", "three")).take(2).collectList().block())
              .containsExactly("one", "two");
          assertCancelled("Guide.many");
        });
  }

  @Test
  void publisher_declaredAsSuch_hasItsSpanToo() {
    run(
        guide -> {
          assertThat(Flux.from(guide.any(Flux.just("one", "two"))).collectList().block())
              .containsExactly("one", "two");
          assertThat(spans.named("Guide.any").getStatus().getStatusCode())
              .isEqualTo(StatusCode.UNSET);
        });
  }

  @Test
  void publisher_ofAClassOfItsOwn_staysWhatItIs() {
    run(
        guide -> {
          ConnectableFlux<String> own = Flux.just("one").publish();
          assertThat(guide.connectable(own)).isSameAs(own);
          assertThat(spans.named("Guide.connectable")).isNotNull();
        });
  }

  @Test
  void callThatThrowsInsteadOfReturning_isAFailedSpan() {
    run(
        guide -> {
          assertThatThrownBy(guide::slip).isInstanceOf(IllegalStateException.class);
          assertFailed("Guide.slip");
        });
  }

  private void assertFailed(String name) {
    SpanData span = spans.named(name);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
        .isEqualTo(IllegalStateException.class.getName());
    assertThat(span.getEvents()).singleElement().extracting("name").isEqualTo("exception");
  }

  private void assertCancelled(String name) {
    SpanData span = spans.named(name);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(span.getEvents()).singleElement().extracting("name").isEqualTo("cancelled");
  }

  private static String currentSpanId() {
    return Span.current().getSpanContext().getSpanId();
  }

  private void run(Act act) {
    runner.run(
        context -> {
          assertThat(context).hasNotFailed();
          act.on(context.getBean(Guide.class));
        });
  }

  private interface Act {
    void on(Guide guide) throws Exception;
  }

  static class Guide {

    @WithSpan
    Mono<String> one(@SpanAttribute("peak") String peak, Mono<String> way) {
      return way;
    }

    @WithSpan
    Flux<String> many(Flux<String> steps) {
      return steps;
    }

    @WithSpan
    Publisher<String> any(Publisher<String> steps) {
      return steps;
    }

    @WithSpan
    ConnectableFlux<String> connectable(ConnectableFlux<String> steps) {
      return steps;
    }

    @WithSpan
    Mono<String> slip() {
      throw new IllegalStateException("slipped");
    }
  }
}
