package io.choicesherpa.console.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Histogram.Buckets;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import io.choicesherpa.promql.model.StaleMarker;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkTest {

  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    Double.NaN,
    StaleMarker.VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    1,
    -1
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void numbers_comeBackBitForBit(long seed) {
    Random random = new Random(seed);
    DoubleSupplier values =
        switch ((int) seed % 4) {
          case 0 -> () -> random.nextInt(10);
          case 1 -> random::nextDouble;
          case 2 -> () -> SPECIAL[random.nextInt(SPECIAL.length)];
          default -> () -> Double.longBitsToDouble(random.nextLong());
        };
    LongSupplier distances =
        seed % 2 == 0
            ? () -> 15_000 + random.nextInt(5)
            : () -> 1L << random.nextInt(40) | random.nextInt(100) + 1;
    List<Long> times = new ArrayList<>();
    List<Long> bits = new ArrayList<>();
    long time = -5;
    double first = values.getAsDouble();
    NumberWriter writer = new NumberWriter(time, first);
    times.add(time);
    bits.add(Double.doubleToRawLongBits(first));
    Chunk early = writer.snapshot();
    while (!writer.isFull()) {
      time += distances.getAsLong();
      double value = values.getAsDouble();
      writer.append(time, value);
      times.add(time);
      bits.add(Double.doubleToRawLongBits(value));
    }

    for (Chunk chunk : List.of(writer.snapshot(), writer.seal(), early)) {
      List<Long> readTimes = new ArrayList<>();
      List<Long> readBits = new ArrayList<>();
      ChunkReader reader = chunk.reader();
      while (reader.next()) {
        readTimes.add(reader.timestampMillis());
        readBits.add(Double.doubleToRawLongBits(reader.value()));
      }
      assertThat(readTimes).isEqualTo(times.subList(0, chunk.count()));
      assertThat(readBits).isEqualTo(bits.subList(0, chunk.count()));
      assertThat(chunk.maxMillis()).isEqualTo(readTimes.get(chunk.count() - 1));
    }
  }

  private static final List<CounterReset> RESETS = List.copyOf(EnumSet.allOf(CounterReset.class));

  private static Histogram histogram(Random random, boolean whole) {
    List<Double> positive = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      positive.add(whole ? random.nextInt(1000) : random.nextDouble());
    }
    return new Histogram(
        random.nextInt(12) - 4,
        0.001,
        random.nextInt(5),
        positive.stream().mapToDouble(count -> count).sum(),
        random.nextGaussian(),
        new Buckets(random.nextInt(40) - 20, positive),
        new Buckets(-3, List.of(1.0)),
        random.nextBoolean() ? List.of(0.5, 2.5) : List.of(),
        RESETS.get(random.nextInt(4)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void histograms_comeBackAsTheyWere(boolean whole) {
    Random random = new Random(5);
    List<Histogram> written = new ArrayList<>();
    written.add(histogram(random, whole));
    HistogramWriter writer = new HistogramWriter(1_000, written.get(0));
    while (!writer.isFull()) {
      Histogram next = random.nextInt(10) == 0 ? HistogramCodec.STALE : histogram(random, whole);
      writer.append(1_000 + 15_000L * written.size(), next);
      written.add(next);
    }

    for (Chunk chunk : List.of(writer.snapshot(), writer.seal())) {
      ChunkReader reader = chunk.reader();
      for (int i = 0; i < written.size(); i++) {
        assertThat(reader.next()).isTrue();
        assertThat(reader.histogram()).isEqualTo(written.get(i));
        assertThat(reader.timestampMillis()).isEqualTo(1_000 + 15_000L * i);
        assertThat(StaleMarker.is(reader.value()))
            .isEqualTo(written.get(i).equals(HistogramCodec.STALE));
      }
      assertThat(reader.next()).isFalse();
    }
  }
}
