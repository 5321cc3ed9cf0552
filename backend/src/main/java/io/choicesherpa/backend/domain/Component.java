package io.choicesherpa.backend.domain;

import java.time.Duration;
import java.time.Instant;

/** One of the nine parts of a cycle. */
public sealed interface Component {

  ComponentType type();

  /** Nothing done yet. */
  record NotStarted(ComponentType type) implements Component {

    InProgress start(Instant at) {
      return new InProgress(type, at);
    }
  }

  /** Being worked on. */
  record InProgress(ComponentType type, Instant startedAt) implements Component {

    Completed complete(Instant at) {
      return new Completed(type, startedAt, at);
    }
  }

  /** Done. To think it over again, branch the cycle. */
  record Completed(ComponentType type, Instant startedAt, Instant completedAt)
      implements Component {

    /** From start to completion; zero where a clock was set back between the two. */
    public Duration duration() {
      Duration between = Duration.between(startedAt, completedAt);
      return between.isNegative() ? Duration.ZERO : between;
    }
  }
}
