package io.choicesherpa.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {

  private static final long MEBIBYTE = 1 << 20;

  /** A clock that a test sets. */
  private static final class SetClock extends Clock {
    private Instant now = Instant.ofEpochSecond(1_000_000);

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  @TempDir Path dir;
  private final SetClock clock = new SetClock();

  private static Origin origin(String service) {
    KeyValue name =
        KeyValue.newBuilder()
            .setKey("service.name")
            .setValue(AnyValue.newBuilder().setStringValue(service))
            .build();
    return Origin.of(
        Resource.newBuilder().addAttributes(name).build(),
        InstrumentationScope.newBuilder().setName("scope").build());
  }

  private static StoredSpan span(long trace, long id, int fillerChars) {
    Span span =
        Span.newBuilder()
            .setName("op " + trace)
            .setStartTimeUnixNano(trace * 10)
            .setEndTimeUnixNano(trace * 10 + 5)
            .setTraceState("x".repeat(fillerChars))
            .build();
    return StoredSpan.of(new TraceId(0, trace), id, span, origin("shop" + trace % 3));
  }

  private static StoredLog log(long time, String type) {
    LogRecord.Builder log =
        LogRecord.newBuilder()
            .setTimeUnixNano(time)
            .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_ERROR)
            .setBody(AnyValue.newBuilder().setStringValue("line " + time))
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("exception.type")
                    .setValue(AnyValue.newBuilder().setStringValue(type)));
    return StoredLog.of(log.build(), origin("shop"));
  }

  private Stores open(long bytes, int retentionHours) throws IOException {
    return Stores.open(new StoreOptions(bytes, bytes, retentionHours, dir), clock);
  }

  /** As after kill -9: copied while the first one still runs. */
  private Path copy(Path to) throws IOException {
    for (String name : List.of("traces", "logs")) {
      Path target = Files.createDirectories(to.resolve(name));
      try (Stream<Path> files = Files.list(dir.resolve(name))) {
        for (Path file : files.toList()) {
          Files.copy(file, target.resolve(file.getFileName()));
        }
      }
    }
    return to;
  }

  @Test
  void recover_killedProcessLeavesEverythingToTheNext(@TempDir Path copy) throws IOException {
    try (Stores first = open(MEBIBYTE, 0)) {
      first.recover();
      for (int i = 1; i <= 200; i++) {
        first.traceSink().accept(List.of(span(i, 1, 10), span(i, 2, 10)));
        first.logSink().accept(List.of(log(i, "E" + i % 4)));
      }
      copy(copy);
      try (Stores second = Stores.open(new StoreOptions(MEBIBYTE, MEBIBYTE, 0, copy), clock)) {
        second.traceSink().accept(List.of(span(7, 3, 10), span(1000, 1, 10)));
        second.logSink().accept(List.of(log(1000, "E1")));
        assertThat(second.isRecovered()).isFalse();
        second.recover();

        assertThat(second.isRecovered()).isTrue();
        assertThat(second.traceSource().traceCounts().held()).isEqualTo(201);
        assertThat(second.traceSource().trace(new TraceId(0, 7)))
            .isNotNull()
            .satisfies(trace -> assertThat(trace.spans()).hasSize(3));
        assertThat(second.traceSource().services()).containsExactly("shop0", "shop1", "shop2");
        assertThat(second.logSource().figures().held()).isEqualTo(201);
        assertThat(second.logSource().errors().groups())
            .extracting(ErrorGroup::count)
            .containsExactly(51L, 50L, 50L, 50L);
        assertThat(second.logSource().errors().groups().get(0))
            .satisfies(
                group -> {
                  assertThat(group.firstNanos()).isEqualTo(1);
                  assertThat(group.lastNanos()).isEqualTo(1000);
                });
      }
    }
  }

  @Test
  void recover_afterManyRestartsCapsHoldInMemoryAndOnDisk() throws IOException {
    for (int round = 0; round < 5; round++) {
      int base = round * 1000;
      try (Stores stores = open(MEBIBYTE, 0)) {
        stores.recover();
        IntStream.range(1, 1000)
            .forEach(i -> stores.traceSink().accept(List.of(span(base + i, 1, 1500))));
        StoreFigures figures = stores.traceSource().figures();
        assertThat(figures.heldBytes()).isBetween(MEBIBYTE / 2, MEBIBYTE);
        assertThat(figures.received())
            .isEqualTo(figures.held() + figures.evicted() + figures.refused());
        assertThat(Objects.requireNonNull(stores.journals().get("traces")).heldBytes())
            .isLessThan(2 * MEBIBYTE);
        assertThat(stores.traceSource().trace(new TraceId(0, base + 999))).isNotNull();
      }
    }
  }

  @Test
  void recover_randomDamageCostsNoMoreThanItsRecords() throws IOException {
    try (Stores stores = open(MEBIBYTE, 0)) {
      for (int i = 1; i <= 300; i++) {
        stores.traceSink().accept(List.of(span(i, 1, 100)));
      }
    }
    try (Stream<Path> files = Files.list(dir.resolve("traces"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".journal")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length * 3 / 4] ^= 0x55;
        Files.write(file, bytes);
      }
    }
    try (Stores stores = open(MEBIBYTE, 0)) {
      stores.recover();
      assertThat(stores.traceSource().figures().held()).isBetween(150L, 299L);
      assertThat(Objects.requireNonNull(stores.journals().get("traces")).damagedBytes())
          .isPositive();
    }
  }

  @Test
  void maintain_whatIsOlderThanTheRetentionGoes() throws IOException {
    try (Stores stores = open(MEBIBYTE, 12)) {
      stores.recover();
      stores.logSink().accept(List.of(log(1, "old")));
      stores.traceSink().accept(List.of(span(1, 1, 10)));
      clock.now = clock.now.plus(Duration.ofHours(2));
      stores.maintain();
      stores.logSink().accept(List.of(log(2, "new")));
      stores.traceSink().accept(List.of(span(2, 1, 10)));
      assertThat(stores.logSource().figures().held()).isEqualTo(2);

      clock.now = clock.now.plus(Duration.ofHours(11));
      stores.maintain();

      assertThat(stores.logSource().errors().groups())
          .extracting(ErrorGroup::type)
          .containsExactly("new");
      assertThat(stores.traceSource().trace(new TraceId(0, 1))).isNull();
      assertThat(stores.traceSource().trace(new TraceId(0, 2))).isNotNull();
    }
    try (Stores stores = open(MEBIBYTE, 0)) {
      stores.recover();
      assertThat(stores.logSource().figures().held()).isEqualTo(1);
    }
  }

  @Test
  void tail_goesOnWhereItWasAndCountsWhatItMissed() throws IOException {
    try (Stores stores = open(MEBIBYTE, 0)) {
      LogSource logs = stores.logSource();
      long start = logs.end();
      stores.logSink().accept(List.of(log(1, "a"), log(2, "a")));
      LogTail first = logs.tail(start, 10);
      assertThat(first.logs()).extracting(StoredLog::timeEpochNanos).containsExactly(1L, 2L);
      assertThat(logs.tail(first.next(), 10).logs()).isEmpty();
      stores.logSink().accept(IntStream.range(3, 53).mapToObj(i -> log(i, "a")).toList());
      LogTail second = logs.tail(first.next(), 20);
      assertThat(second.logs()).hasSize(20);
      assertThat(second.missed()).isEqualTo(30);
      assertThat(second.logs().get(19).timeEpochNanos()).isEqualTo(52);
    }
  }
}
