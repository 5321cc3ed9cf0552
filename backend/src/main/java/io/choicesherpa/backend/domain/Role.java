package io.choicesherpa.backend.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who speaks in a conversation. */
public enum Role {
  USER,
  ASSISTANT,
  SYSTEM;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in JSON, labels and the database, e.g. {@code assistant}. */
  public String wireName() {
    return wireName;
  }

  /** All wire names. */
  public static List<String> wireNames() {
    return Arrays.stream(values()).map(Role::wireName).toList();
  }

  /** The role of exactly this wire name; empty for any other text. */
  public static Optional<Role> parse(String wireName) {
    return Arrays.stream(values()).filter(role -> role.wireName.equals(wireName)).findFirst();
  }
}
