package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.instrumentation.annotations.AddingSpanAttributes;
import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

class WithSpanTest {

  private final RecordedSpans spans = new RecordedSpans();
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withPropertyValues(
              "METRICS_PORT=0", "OTLP_ENDPOINT=none", "telemetry.metrics-listener.enabled=false")
          .withConfiguration(
              AutoConfigurations.of(
                  TelemetryAutoConfiguration.class, TelemetryWithSpanAutoConfiguration.class))
          .withBean(
              OpenTelemetry.class,
              spans::openTelemetry,
              definition -> definition.setDestroyMethodName(""))
          .withUserConfiguration(Mountain.class);

  @AfterEach
  void close() {
    spans.close();
  }

  @Test
  void method_annotated_runsInsideItsSpan() {
    run(
        guide -> {
          Span inside = guide.climb("north", 3, 1.5, true, List.of("rope", "axe"), null, 7);

          SpanData span = spans.named("Guide.climb");
          assertThat(span.getSpanId()).isEqualTo(inside.getSpanContext().getSpanId());
          assertThat(span.getKind()).isEqualTo(SpanKind.INTERNAL);
          assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
          assertThat(span.getAttributes().asMap())
              .containsEntry(AttributeKey.stringKey("face"), "north")
              .containsEntry(AttributeKey.longKey("party.size"), 3L)
              .containsEntry(AttributeKey.doubleKey("hours"), 1.5)
              .containsEntry(AttributeKey.booleanKey("roped"), true)
              .containsEntry(AttributeKey.stringArrayKey("gear"), List.of("rope", "axe"))
              .containsEntry(
                  AttributeKey.stringKey("code.function.name"), Guide.class.getName() + ".climb")
              .hasSize(6);
        });
  }

  @Test
  void method_withNameAndKind_hasThem() {
    run(
        guide -> {
          guide.call();

          assertThat(spans.named("call_rescue").getKind()).isEqualTo(SpanKind.CLIENT);
        });
  }

  @Test
  void method_insideAnother_isItsChildUnlessItsContextIsNotInherited() {
    run(
        guide ->
            new Tracing(spans.openTelemetry())
                .run(
                    "outer",
                    outer -> {
                      guide.call();
                      guide.alone();
                    }));

    assertThat(spans.named("call_rescue").getParentSpanId())
        .isEqualTo(spans.named("outer").getSpanId());
    assertThat(spans.named("alone").getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void method_throwing_recordsItAndThrowsOn() {
    run(
        guide ->
            assertThatThrownBy(guide::slip)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("slipped"));

    SpanData span = spans.named("Guide.slip");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
        .isEqualTo(IllegalStateException.class.getName());
    assertThat(span.getEvents()).singleElement().extracting("name").isEqualTo("exception");
  }

  @Test
  void future_returned_endsTheSpanWhenItCompletes() {
    run(
        guide -> {
          CompletableFuture<String> future = new CompletableFuture<>();
          assertThat(guide.await(future)).isSameAs(future);
          assertThat(spans.all()).isEmpty();

          future.complete("there");
          assertThat(spans.named("Guide.await").getStatus().getStatusCode())
              .isEqualTo(StatusCode.UNSET);
        });
  }

  @Test
  void future_failing_failsTheSpanWithItsCause() {
    run(
        guide -> {
          CompletableFuture<String> first = new CompletableFuture<>();
          CompletableFuture<String> second = guide.await(first.thenApply(text -> text));
          first.completeExceptionally(new IllegalStateException("lost"));

          assertThat(second).isCompletedExceptionally();
          SpanData span = spans.named("Guide.await");
          assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
          assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
              .isEqualTo(IllegalStateException.class.getName());
        });
  }

  @Test
  void future_cancelled_endsTheSpanWithoutAnError() {
    run(
        guide -> {
          CompletableFuture<String> future = new CompletableFuture<>();
          guide.await(future).cancel(true);

          SpanData span = spans.named("Guide.await");
          assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
          assertThat(span.getEvents()).singleElement().extracting("name").isEqualTo("cancelled");
        });
  }

  @Test
  void parameter_withoutText_doesNotKeepTheMethodFromRunning() {
    run(
        guide -> {
          Object silent =
              new Object() {
                @Override
                public String toString() {
                  throw new IllegalStateException("no");
                }
              };
          assertThat(guide.describe(silent)).isEqualTo("described");
          assertThat(
                  spans
                      .named("Guide.describe")
                      .getAttributes()
                      .get(AttributeKey.stringKey("subject")))
              .isEqualTo("(no text: java.lang.IllegalStateException)");
        });
  }

  @Test
  void method_async_hasItsSpanOnItsOwnThreadUntilItIsDone() {
    run(
        guide -> {
          String thread = guide.later().get(10, TimeUnit.SECONDS);

          assertThat(thread).isNotEqualTo(Thread.currentThread().getName());
          assertThat(spans.all()).extracting(SpanData::getName).containsOnlyOnce("Guide.later");
        });
  }

  @Test
  void classes_thatCannotBeProxied_stayAsTheyAre() {
    runner.run(
        context -> {
          assertThat(context).hasNotFailed();
          assertThat(context.getBean(Hermit.class).think()).isEqualTo("alone");
          assertThat(AopUtils.isAopProxy(context.getBean(Bystander.class))).isFalse();
          assertThat(spans.all()).isEmpty();
        });
  }

  @Test
  void switchedOff_opensNoSpan() {
    runner
        .withPropertyValues("telemetry.with-span.enabled=false")
        .run(
            context -> {
              context.getBean(Guide.class).call();
              assertThat(spans.all()).isEmpty();
            });
  }

  @Test
  void parameters_ofAMethodWithoutASpan_goOnTheCurrentOne() {
    run(
        guide ->
            new Tracing(spans.openTelemetry())
                .run("outer", outer -> assertThat(guide.look("east", 2)).isEqualTo("seen")));

    assertThat(spans.named("outer").getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("direction"), "east")
        .containsEntry(AttributeKey.longKey("miles"), 2L)
        .hasSize(2);
  }

  @Test
  void parameters_ofAMethodWithASpanOfItsOwn_stayThere() {
    run(
        guide ->
            new Tracing(spans.openTelemetry()).run("outer", outer -> guide.lookLonger("west")));

    assertThat(spans.named("outer").getAttributes().asMap()).isEmpty();
    assertThat(spans.named("Guide.lookLonger").getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("direction"), "west");
  }

  @Test
  void parameters_annotatedInTheInterface_areTold() {
    runner.run(context -> context.getBean(Descent.class).descend("south", 2));

    assertThat(spans.named("descend").getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("face"), "south")
        .containsEntry(AttributeKey.longKey("hours"), 2L);
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

  @Configuration
  @EnableAsync
  static class Mountain {
    @Bean
    Guide guide() {
      return new Guide();
    }

    @Bean
    Hermit hermit() {
      return new Hermit();
    }

    @Bean
    Abseil abseil() {
      return new Abseil();
    }

    @Bean
    Bystander bystander() {
      return new Bystander();
    }
  }

  static class Guide {
    @WithSpan
    Span climb(
        @SpanAttribute String face,
        @SpanAttribute("party.size") int size,
        @SpanAttribute double hours,
        @SpanAttribute boolean roped,
        @SpanAttribute List<String> gear,
        @SpanAttribute @Nullable String unknown,
        int notTold) {
      return Span.current();
    }

    @WithSpan(value = "call_rescue", kind = SpanKind.CLIENT)
    void call() {}

    @WithSpan(value = "alone", inheritContext = false)
    void alone() {}

    @WithSpan
    void slip() {
      throw new IllegalStateException("slipped");
    }

    @WithSpan
    CompletableFuture<String> await(CompletableFuture<String> future) {
      return future;
    }

    @WithSpan
    String describe(@SpanAttribute Object subject) {
      return "described";
    }

    @AddingSpanAttributes
    String look(@SpanAttribute String direction, @SpanAttribute int miles) {
      return "seen";
    }

    @AddingSpanAttributes
    @WithSpan
    void lookLonger(@SpanAttribute String direction) {}

    @Async
    @WithSpan
    CompletableFuture<String> later() {
      return CompletableFuture.completedFuture(Thread.currentThread().getName());
    }
  }

  interface Descent {
    @WithSpan("descend")
    void descend(@SpanAttribute("face") String face, @SpanAttribute int hours);
  }

  static class Abseil implements Descent {
    @Override
    public void descend(String face, int hours) {}
  }

  static final class Hermit {
    @WithSpan
    String think() {
      return "alone";
    }
  }

  static class Bystander {}
}
