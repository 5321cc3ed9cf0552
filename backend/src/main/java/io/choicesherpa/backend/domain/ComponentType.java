package io.choicesherpa.backend.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The nine parts of a PrOACT decision, in their order. */
public enum ComponentType {
  ISSUE_RAISING,
  PROBLEM_FRAME,
  OBJECTIVES,
  ALTERNATIVES,
  CONSEQUENCES,
  TRADEOFFS,
  RECOMMENDATION,
  DECISION_QUALITY,
  NOTES_NEXT_STEPS;

  private static final List<String> WIRE_NAMES =
      Arrays.stream(values()).map(ComponentType::wireName).toList();

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in JSON, labels and the database, e.g. {@code issue_raising}. */
  public String wireName() {
    return wireName;
  }

  /** All wire names, in order. */
  public static List<String> wireNames() {
    return WIRE_NAMES;
  }

  /** The type of exactly this wire name; empty for any other text. */
  public static Optional<ComponentType> parse(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
  }
}
