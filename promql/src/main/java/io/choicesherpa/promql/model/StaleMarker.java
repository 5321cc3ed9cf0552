package io.choicesherpa.promql.model;

/**
 * The sample that says that a series has ended: a NaN of one bit pattern, told from all other NaNs.
 *
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness">Staleness</a>
 */
public final class StaleMarker {

  private static final long BITS = 0x7ff0000000000002L;

  /** The marker as a sample's value. */
  public static final double VALUE = Double.longBitsToDouble(BITS);

  private StaleMarker() {}

  /** Whether {@code value} is the marker. */
  public static boolean is(double value) {
    return Double.doubleToRawLongBits(value) == BITS;
  }
}
