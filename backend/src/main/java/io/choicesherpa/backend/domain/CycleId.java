package io.choicesherpa.backend.domain;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Identity of a {@link Cycle}. */
public record CycleId(UUID value) {

  public CycleId {
    Objects.requireNonNull(value, "value");
  }

  /** The id that {@code text} writes in the canonical 36 characters; empty for anything else. */
  public static Optional<CycleId> parse(String text) {
    return Uuids.parse(text).map(CycleId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
