package io.choicesherpa.promql.engine.data;

import io.choicesherpa.promql.math.FloatText;
import java.time.Instant;

/**
 * Buckets of classic histograms whose counts had to be raised.
 *
 * @param firstMillis the first time of it
 * @param lastMillis the last time of it
 * @param lowest the lowest bound of such a bucket
 * @param highest the highest bound of such a bucket
 * @param largest by how much a bucket was raised at most
 * @param count how often
 */
public record ForcedBuckets(
    long firstMillis, long lastMillis, double lowest, double highest, double largest, int count) {

  ForcedBuckets plus(ForcedBuckets other) {
    return new ForcedBuckets(
        Math.min(firstMillis, other.firstMillis),
        Math.max(lastMillis, other.lastMillis),
        Math.min(lowest, other.lowest),
        Math.max(highest, other.highest),
        Math.max(largest, other.largest),
        count + other.count);
  }

  String text() {
    return ", from buckets "
        + FloatText.general(lowest)
        + " to "
        + FloatText.general(highest)
        + ", with a max diff of "
        + FloatText.general(largest, 2)
        + ", over "
        + count
        + " samples from "
        + Instant.ofEpochSecond(Math.floorDiv(firstMillis, 1000))
        + " to "
        + Instant.ofEpochSecond(Math.floorDiv(lastMillis, 1000));
  }
}
