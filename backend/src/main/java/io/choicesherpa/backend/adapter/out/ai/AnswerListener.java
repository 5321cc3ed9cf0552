package io.choicesherpa.backend.adapter.out.ai;

import io.choicesherpa.telemetry.ai.AiUsage;

/** Hears of one attempt's answer while it comes, on one thread. */
@FunctionalInterface
interface AnswerListener {

  /** The next piece of the text; never empty. */
  void piece(String text);

  /** What the provider says so far that it will bill; the last telling holds. */
  default void usage(AiUsage soFar) {}
}
