package io.choicesherpa.demo.people;

import java.util.List;

/**
 * Who somebody is and all that this person will do. Follows from the seed and the number alone.
 *
 * @param number the first person is 1
 * @param userId an opaque id, the same in every run with the same seed
 * @param tier free, premium or pro
 * @param tracing whether this person's client sends a {@code traceparent}
 * @param demanding whether this person leaves when an answer is no answer
 * @param visits at least one; the person is away in between
 */
record PersonPlan(
    int number,
    String userId,
    String tier,
    boolean tracing,
    boolean demanding,
    List<Visit> visits) {

  PersonPlan {
    visits = List.copyOf(visits);
  }

  /**
   * One sitting.
   *
   * @param awayMillis how long the person was away before, at the usual speed; 0 for the first
   * @param steps what the person does, in this order
   */
  record Visit(long awayMillis, List<Step> steps) {
    Visit {
      steps = List.copyOf(steps);
    }
  }
}
