package io.choicesherpa.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryLogStoreTest {

  private static final Origin SHOP =
      new Origin("shop", Resource.getDefaultInstance(), InstrumentationScope.getDefaultInstance());

  private static StoredLog log(long trace, long time, int bytes) {
    return new StoredLog(
        trace == 0 ? null : new TraceId(0, trace),
        1,
        time,
        9,
        SHOP,
        ByteString.copyFrom(new byte[bytes]));
  }

  private static List<StoredLog> between(MemoryLogStore store, long from, long to) {
    List<StoredLog> found = new ArrayList<>();
    store.visit(from, to, false, (log, place) -> found.add(log));
    return found;
  }

  @Test
  void ofTrace_byTimeWhateverTheOrderOfArrival() {
    MemoryLogStore store = new MemoryLogStore(1 << 20, Clock.systemUTC(), null);
    store.accept(List.of(log(1, 30, 0), log(2, 5, 0), log(1, 10, 0), log(0, 7, 0), log(1, 20, 0)));

    assertThat(store.ofTrace(new TraceId(0, 1), 10))
        .extracting(StoredLog::timeEpochNanos)
        .containsExactly(10L, 20L, 30L);
    assertThat(store.ofTrace(new TraceId(0, 1), 2)).hasSize(2);
    assertThat(store.arrivalsOfTrace(new TraceId(0, 1))).isEqualTo(3);
  }

  @Test
  void visit_fromInclusiveToExclusive() {
    MemoryLogStore store = new MemoryLogStore(1 << 20, Clock.systemUTC(), null);
    store.accept(List.of(log(1, 10, 0), log(0, 20, 0), log(2, 30, 0)));

    assertThat(between(store, 10, 30))
        .extracting(StoredLog::timeEpochNanos)
        .containsExactly(10L, 20L);
  }

  @Test
  void accept_recordLargerThanTheStoreIsRefused() {
    MemoryLogStore store = new MemoryLogStore(5_000, Clock.systemUTC(), null);

    assertThat(store.accept(List.of(log(1, 1, 6_000), log(1, 2, 10)))).isEqualTo(1);
    assertThat(store.figures().held()).isEqualTo(1);
  }

  @Test
  void anyOrder_capHoldsAndNothingIsLostUncounted() {
    Random random = new Random(4);
    MemoryLogStore store = new MemoryLogStore(30_000, Clock.systemUTC(), null);
    for (int i = 0; i < 5_000; i++) {
      store.accept(List.of(log(random.nextInt(50), i, random.nextInt(600))));
      StoreFigures figures = store.figures();
      assertThat(figures.heldBytes()).isLessThanOrEqualTo(30_000);
      assertThat(figures.received())
          .isEqualTo(figures.held() + figures.evicted() + figures.refused());
    }
    long ofTraces = 0;
    for (int trace = 1; trace < 50; trace++) {
      ofTraces += store.ofTrace(new TraceId(0, trace), 10_000).size();
    }
    long outside =
        between(store, 0, Long.MAX_VALUE).stream().filter(l -> l.traceId() == null).count();
    assertThat(ofTraces + outside).isEqualTo(store.figures().held());
  }
}
