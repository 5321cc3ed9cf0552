package io.choicesherpa.telemetry.test;

import org.assertj.core.api.AbstractAssert;

/** What the caller said with {@code as(…)}, passed on along a chain of assertions. */
final class Descriptions {

  private Descriptions() {}

  /** Gives {@code next} the description of {@code before}, if that has one. */
  static <A extends AbstractAssert<A, ?>> A passOn(AbstractAssert<?, ?> before, A next) {
    return before.info.hasDescription() ? next.as(before.info.description()) : next;
  }
}
