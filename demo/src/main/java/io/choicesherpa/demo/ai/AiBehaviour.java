package io.choicesherpa.demo.ai;

import java.util.Set;

/**
 * How the AI server behaves; may be exchanged while it runs.
 *
 * @param latency how long answers take
 * @param faults how often they fail
 * @param cutOff the components in which answers end after a few words, as if the limit on their
 *     tokens were far too low
 */
public record AiBehaviour(LatencyProfile latency, FaultRates faults, Set<String> cutOff) {

  /** Human waiting times and now and then an error. */
  public static final AiBehaviour LIFELIKE =
      new AiBehaviour(LatencyProfile.LONG_TAIL, FaultRates.NOW_AND_THEN, Set.of());

  /** At once and without fault. */
  public static final AiBehaviour PERFECT =
      new AiBehaviour(LatencyProfile.INSTANT, FaultRates.NONE, Set.of());

  /** Keeps a copy of the components. */
  public AiBehaviour {
    cutOff = Set.copyOf(cutOff);
  }

  /** The same with other faults. */
  public AiBehaviour withFaults(FaultRates other) {
    return new AiBehaviour(latency, other, cutOff);
  }

  /** The same with other latencies. */
  public AiBehaviour withLatency(LatencyProfile other) {
    return new AiBehaviour(other, faults, cutOff);
  }

  /** The same with answers cut off in other components. */
  public AiBehaviour withCutOff(Set<String> other) {
    return new AiBehaviour(latency, faults, other);
  }
}
