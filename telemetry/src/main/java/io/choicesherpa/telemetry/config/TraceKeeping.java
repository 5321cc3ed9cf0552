package io.choicesherpa.telemetry.config;

/**
 * Which traces are exported although they were not sampled, for the part that this process saw.
 *
 * @param errors {@code TRACE_KEEP_ERRORS}: those that end in an error
 * @param slowMillis {@code TRACE_KEEP_SLOW_MILLIS}: those that take at least so long; 0 for none
 */
public record TraceKeeping(boolean errors, long slowMillis) {

  /** Default of {@code TRACE_KEEP_SLOW_MILLIS}: {@value}. */
  public static final long DEFAULT_SLOW_MILLIS = 2_000;

  /** One day. */
  static final long MAX_SLOW_MILLIS = 86_400_000;

  /** Refuses a negative duration. */
  public TraceKeeping {
    if (slowMillis < 0) {
      throw new IllegalArgumentException("slowMillis is negative: " + slowMillis);
    }
  }

  /** Says whether any trace can be kept. */
  public boolean isOn() {
    return errors || slowMillis > 0;
  }
}
