package io.choicesherpa.promql.model;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A condition on one label; a label that is not there has the empty value. Immutable. */
public final class LabelMatcher {

  private final MatchType type;
  private final String name;
  private final String value;
  private final @Nullable Pattern pattern;

  /**
   * The condition {@code name type value}.
   *
   * @throws IllegalArgumentException when {@code value} is not a regular expression but has to be
   */
  public LabelMatcher(MatchType type, String name, String value) {
    this.type = type;
    this.name = name;
    this.value = value;
    pattern = type == MatchType.REGEX || type == MatchType.NOT_REGEX ? compile(value) : null;
  }

  private static Pattern compile(String value) {
    try {
      return Pattern.compile("^(?s:" + value + ")$");
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("not a regular expression: " + e.getDescription(), e);
    }
  }

  /** How it compares. */
  public MatchType type() {
    return type;
  }

  /** The label's name. */
  public String name() {
    return name;
  }

  /** What it compares with: a text or a regular expression. */
  public String value() {
    return value;
  }

  /** Whether a label of this value is matched; the empty text stands for no label. */
  public boolean matches(String labelValue) {
    return switch (type) {
      case EQUAL -> labelValue.equals(value);
      case NOT_EQUAL -> !labelValue.equals(value);
      case REGEX -> pattern != null && pattern.matches(labelValue);
      case NOT_REGEX -> pattern != null && !pattern.matches(labelValue);
    };
  }

  /** Whether the label of {@code labels} is matched. */
  public boolean matches(Labels labels) {
    return matches(labels.valueOf(name));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LabelMatcher matcher
        && type == matcher.type
        && name.equals(matcher.name)
        && value.equals(matcher.value);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * type.hashCode() + name.hashCode()) + value.hashCode();
  }

  @Override
  public String toString() {
    return name + type.symbol() + '"' + value + '"';
  }
}
