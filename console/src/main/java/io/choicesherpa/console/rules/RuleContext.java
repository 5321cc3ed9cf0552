package io.choicesherpa.console.rules;

import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What rules work with.
 *
 * @param externalLabels {@code $externalLabels} of templates
 * @param externalUrl {@code $externalURL} of templates; without a slash at the end; asked each
 *     time, since it may be known only once a port is open
 * @param resendMillis how often receivers hear of an alert that goes on
 * @param nanoTime for how long evaluations take
 */
public record RuleContext(
    RuleQuery query,
    RuleSink sink,
    AlertListener alerts,
    Map<String, String> externalLabels,
    Supplier<String> externalUrl,
    long resendMillis,
    LongSupplier nanoTime) {

  /** Default of {@link #resendMillis}: {@value}. */
  public static final long DEFAULT_RESEND_MILLIS = 60_000;

  /** Copies the labels. */
  public RuleContext {
    externalLabels = Map.copyOf(externalLabels);
  }
}
