package io.choicesherpa.demo.people;

import java.util.concurrent.atomic.LongAdder;

/** What the people have done and met with. Thread-safe. */
final class PeopleStats {
  final LongAdder arrived = new LongAdder();
  final LongAdder returned = new LongAdder();
  final LongAdder messages = new LongAdder();
  final LongAdder decisions = new LongAdder();
  final LongAdder requests = new LongAdder();
  final LongAdder mistakes = new LongAdder();
  final LongAdder retried = new LongAdder();
  final LongAdder gaveUp = new LongAdder();

  String summary() {
    return "%d people came, %d came back; %d messages, %d decisions, %d requests (%d of them mistaken, %d repeated); %d gave up"
        .formatted(
            arrived.sum(),
            returned.sum(),
            messages.sum(),
            decisions.sum(),
            requests.sum(),
            mistakes.sum(),
            retried.sum(),
            gaveUp.sum());
  }
}
