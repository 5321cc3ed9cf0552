package io.choicesherpa.backend.domain;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Identity of a {@link Conversation}. */
public record ConversationId(UUID value) {

  public ConversationId {
    Objects.requireNonNull(value, "value");
  }

  /** The id that {@code text} writes in the canonical 36 characters; empty for anything else. */
  public static Optional<ConversationId> parse(String text) {
    return Uuids.parse(text).map(ConversationId::new);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
