package io.choicesherpa.backend.domain;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Identity of a {@link Message}. */
public record MessageId(UUID value) {

  public MessageId {
    Objects.requireNonNull(value, "value");
  }

  /** The id that {@code text} writes in the canonical 36 characters; empty for anything else. */
  public static Optional<MessageId> parse(String text) {
    return Uuids.parse(text).map(MessageId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
