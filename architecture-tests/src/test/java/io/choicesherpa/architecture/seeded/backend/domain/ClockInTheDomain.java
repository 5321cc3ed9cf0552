package io.choicesherpa.architecture.seeded.backend.domain;

import java.time.Instant;
import org.slf4j.Logger;

/** Breaks: the domain is plain Java, and asks no clock. */
record ClockInTheDomain(Logger log) {
  static Instant time() {
    return Instant.now();
  }
}
