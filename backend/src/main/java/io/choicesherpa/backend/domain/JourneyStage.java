package io.choicesherpa.backend.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A station of a session's way through PrOACT; each is reached at most once per session. */
public enum JourneyStage {
  SESSION,
  CYCLE,
  ISSUE_RAISING,
  PROBLEM_FRAME,
  OBJECTIVES,
  ALTERNATIVES,
  CONSEQUENCES,
  TRADEOFFS,
  RECOMMENDATION,
  DECISION_QUALITY,
  NOTES_NEXT_STEPS;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in labels and the database, e.g. {@code cycle} or {@code objectives}. */
  public String wireName() {
    return wireName;
  }

  /** All wire names, in the funnel's order. */
  public static List<String> wireNames() {
    return Arrays.stream(values()).map(JourneyStage::wireName).toList();
  }

  /** The stage that starting a component of this type reaches. */
  public static JourneyStage of(ComponentType type) {
    return valueOf(type.name());
  }
}
