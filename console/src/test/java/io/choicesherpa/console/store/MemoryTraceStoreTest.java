package io.choicesherpa.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryTraceStoreTest {

  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(5_000), ZoneOffset.UTC);
  private static final Origin SHOP =
      new Origin("shop", Resource.getDefaultInstance(), InstrumentationScope.getDefaultInstance());

  private static StoredSpan span(long trace, long id, long parent, long start, int fillerChars) {
    Span.Builder span =
        Span.newBuilder().setName("op").setStartTimeUnixNano(start).setEndTimeUnixNano(start + 10);
    span.setTraceState("x".repeat(fillerChars));
    StoredSpan stored = StoredSpan.of(new TraceId(0, trace), id, span.build(), SHOP);
    return new StoredSpan(
        stored.traceId(),
        id,
        parent,
        stored.name(),
        stored.kind(),
        start,
        start + 10,
        false,
        0,
        SHOP,
        stored.encoded());
  }

  private static MemoryTraceStore store(long capBytes) {
    return new MemoryTraceStore(capBytes, CLOCK, null);
  }

  @Test
  void accept_sameSpanAgainIsShownOnce() {
    MemoryTraceStore store = store(1 << 20);
    store.accept(List.of(span(1, 1, 0, 100, 0)));
    store.accept(List.of(span(1, 1, 0, 100, 0)));

    TraceSnapshot trace = store.trace(new TraceId(0, 1));

    assertThat(trace).isNotNull();
    assertThat(trace.spans()).hasSize(1);
    assertThat(trace.lastArrivalMillis()).isEqualTo(5_000);
  }

  @Test
  void accept_oneTraceCannotFillTheStore() {
    MemoryTraceStore store = store(100_000);
    int refused = 0;
    for (int i = 1; i <= 200; i++) {
      refused += store.accept(List.of(span(1, i, 0, i, 1_000)));
    }

    assertThat(refused).isPositive();
    assertThat(store.figures().refused()).isEqualTo(refused);
    assertThat(store.figures().heldBytes()).isLessThan(100_000 / 2);
    assertThat(store.wasEvicted(new TraceId(0, 1))).isFalse();
  }

  @Test
  void accept_lateSpanOfAnEvictedTraceComesBackMarkedAsPart() {
    MemoryTraceStore store = store(20_000);
    for (int i = 1; i <= 40; i++) {
      store.accept(List.of(span(i, 1, 0, i, 1_000)));
    }
    assertThat(store.wasEvicted(new TraceId(0, 1))).isTrue();

    store.accept(List.of(span(1, 2, 1, 50, 0)));

    TraceSnapshot trace = store.trace(new TraceId(0, 1));
    assertThat(trace).isNotNull();
    assertThat(trace.partlyEvicted()).isTrue();
    assertThat(trace.summary().missingParents()).isEqualTo(1);
    assertThat(trace.summary().rootArrived()).isFalse();
  }

  @Test
  void changedSince_tellsEachChangedTraceOnceTheLatestLast() {
    MemoryTraceStore store = store(1 << 20);
    store.accept(List.of(span(1, 1, 0, 1, 0)));
    store.accept(List.of(span(2, 1, 0, 2, 0)));
    long version = store.version();
    store.accept(List.of(span(3, 1, 0, 3, 0)));
    store.accept(List.of(span(1, 2, 1, 4, 0)));

    assertThat(store.changedSince(version, 10))
        .extracting(t -> t.id().low())
        .containsExactly(3L, 1L);
    assertThat(store.changedSince(version, 1)).extracting(t -> t.id().low()).containsExactly(1L);
    assertThat(store.changedSince(store.version(), 10)).isEmpty();
  }

  @Test
  void anyOrderOfTraces_figuresAndIndexesAgreeWithWhatIsHeld() {
    Random random = new Random(9);
    MemoryTraceStore store = store(60_000);
    for (int round = 0; round < 3_000; round++) {
      List<StoredSpan> batch = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(5); i++) {
        batch.add(
            span(1 + random.nextInt(300), 1 + random.nextInt(9), 0, round, random.nextInt(500)));
      }
      store.accept(batch);
      StoreFigures figures = store.figures();
      assertThat(figures.heldBytes()).isLessThanOrEqualTo(figures.capBytes());
      assertThat(figures.received())
          .isEqualTo(figures.held() + figures.evicted() + figures.refused());
    }
    List<TraceSnapshot> all = store.find(TraceQuery.newest(1_000));
    assertThat(all).hasSize((int) store.traceCounts().held());
    assertThat(store.changedSince(0, 1_000)).hasSameSizeAs(all);
    assertThat(all)
        .isSortedAccordingTo(
            (a, b) -> Long.compare(b.summary().startEpochNanos(), a.summary().startEpochNanos()));
    assertThat(store.services()).containsExactly("shop");
    assertThat(store.operations("shop")).containsExactly("op");
  }
}
