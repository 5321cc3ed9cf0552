package io.choicesherpa.telemetry.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.testing.RecordedLog;
import io.choicesherpa.telemetry.testing.RecordedTelemetry;
import io.micrometer.context.ContextRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Reactor's operators run where they like; what they do stands under who subscribed. */
@Timeout(60)
class ReactiveContextTest {

  private static final Logger LOG = LoggerFactory.getLogger(ReactiveContextTest.class);

  private final RecordedTelemetry telemetry = new RecordedTelemetry(Sampler.alwaysOn());
  private final RecordedLog log = new RecordedLog(ReactiveContextTest.class.getName());
  private final Scheduler one = Schedulers.newSingle("one");
  private final Scheduler other = Schedulers.newSingle("other");

  @BeforeEach
  void propagate() {
    Hooks.enableAutomaticContextPropagation();
  }

  @AfterEach
  void close() {
    Hooks.disableAutomaticContextPropagation();
    one.dispose();
    other.dispose();
    log.close();
    telemetry.close();
  }

  @Test
  void accessor_isFoundByItself() {
    assertThat(ContextRegistry.getInstance().getThreadLocalAccessors())
        .anyMatch(accessor -> accessor instanceof ReactiveContext);
  }

  @Test
  void mono_onAnotherThread_standsUnderItsSubscriberAndLeaksNothing() throws Exception {
    inUnit(() -> Mono.fromCallable(() -> work("mono")).subscribeOn(one).block());

    assertUnderOuter("mono");
    assertNothingLeft(one);
  }

  @Test
  void flux_acrossTwoThreads_standsUnderItsSubscriberAndLeaksNothing() throws Exception {
    inUnit(
        () ->
            Flux.range(1, 3)
                .publishOn(one)
                .map(i -> work("first" + i))
                .publishOn(other)
                .map(done -> work(done.replace("first", "second")))
                .blockLast());

    for (String name : List.of("first1", "first3", "second1", "second3")) {
      assertUnderOuter(name);
    }
    assertNothingLeft(one);
    assertNothingLeft(other);
  }

  @Test
  void errorCallback_standsUnderItsSubscriber() throws Exception {
    inUnit(
        () ->
            Mono.<String>error(() -> new IllegalStateException("part of the test"))
                .subscribeOn(one)
                .onErrorResume(failure -> Mono.fromCallable(() -> work("resumed")))
                .block());

    assertUnderOuter("resumed");
    assertNothingLeft(one);
  }

  @Test
  void mono_subscribedInNoUnit_isInNone() {
    Boolean inNone =
        Mono.fromCallable(() -> Context.current() == Context.root()).subscribeOn(one).block();

    assertThat(inNone).isTrue();
  }

  private void inUnit(Supplier<? extends @Nullable Object> work) {
    Context before = Context.current();
    RequestContext request = RequestContext.create("request-1");
    try (Scope ignored = request.storeIn(before).makeCurrent()) {
      Object last =
          telemetry.tracing().<@Nullable Object, RuntimeException>call("outer", span -> work.get());
      assertThat(last).isNotNull();
    }
    assertThat(Context.current()).isSameAs(before);
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

  private void assertUnderOuter(String name) {
    SpanData outer = span("outer");
    SpanData inner = span(name);
    assertThat(inner.getParentSpanId()).isEqualTo(outer.getSpanId());
    assertThat(log.lines())
        .filteredOn(line -> line.message().equals(name))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.spanId()).isEqualTo(inner.getSpanId());
              assertThat(line.request())
                  .extracting(RequestContext::requestId)
                  .isEqualTo("request-1");
            });
  }

  private SpanData span(String name) {
    return telemetry.spans().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no span " + name));
  }

  private static void assertNothingLeft(Scheduler scheduler) throws Exception {
    CompletableFuture<Boolean> clean = new CompletableFuture<>();
    var unused = scheduler.schedule(() -> clean.complete(Context.current() == Context.root()));
    assertThat(clean.get(20, TimeUnit.SECONDS)).isTrue();
  }
}
