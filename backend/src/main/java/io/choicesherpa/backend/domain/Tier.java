package io.choicesherpa.backend.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person has subscribed to; decides on the AI model and the rate limits. */
public enum Tier {
  FREE,
  PREMIUM,
  PRO;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in tokens and labels, e.g. {@code premium}. */
  public String wireName() {
    return wireName;
  }

  /** All wire names. */
  public static List<String> wireNames() {
    return Arrays.stream(values()).map(Tier::wireName).toList();
  }

  /** The tier of exactly this wire name; empty for any other text. */
  public static Optional<Tier> parse(String wireName) {
    return Arrays.stream(values()).filter(tier -> tier.wireName.equals(wireName)).findFirst();
  }
}
