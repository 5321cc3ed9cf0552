package io.choicesherpa.backend.domain;

import java.util.Optional;
import java.util.UUID;

/**
 * Strict reading of UUIDs: {@link UUID#fromString} takes shortened ones, an id has one spelling.
 */
final class Uuids {

  private static final int CANONICAL_CHARS = 36;

  static Optional<UUID> parse(String text) {
    if (text.length() != CANONICAL_CHARS) {
      return Optional.empty();
    }
    try {
      UUID uuid = UUID.fromString(text);
      return uuid.toString().equalsIgnoreCase(text) ? Optional.of(uuid) : Optional.empty();
    } catch (IllegalArgumentException notAUuid) {
      return Optional.empty();
    }
  }

  private Uuids() {}
}
