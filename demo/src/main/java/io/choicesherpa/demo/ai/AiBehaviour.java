package io.choicesherpa.demo.ai;

/**
 * How the AI server behaves; may be exchanged while it runs.
 *
 * @param latency how long answers take
 * @param faults how often they fail
 */
public record AiBehaviour(LatencyProfile latency, FaultRates faults) {

  /** Human waiting times and now and then an error. */
  public static final AiBehaviour LIFELIKE =
      new AiBehaviour(LatencyProfile.LONG_TAIL, FaultRates.NOW_AND_THEN);

  /** At once and without fault. */
  public static final AiBehaviour PERFECT =
      new AiBehaviour(LatencyProfile.INSTANT, FaultRates.NONE);

  /** The same with other faults. */
  public AiBehaviour withFaults(FaultRates other) {
    return new AiBehaviour(latency, other);
  }

  /** The same with other latencies. */
  public AiBehaviour withLatency(LatencyProfile other) {
    return new AiBehaviour(other, faults);
  }
}
