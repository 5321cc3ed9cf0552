package io.choicesherpa.backend.domain;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Identity of a {@link Session}. */
public record SessionId(UUID value) {

  public SessionId {
    Objects.requireNonNull(value, "value");
  }

  /** The id that {@code text} writes in the canonical 36 characters; empty for anything else. */
  public static Optional<SessionId> parse(String text) {
    return Uuids.parse(text).map(SessionId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
