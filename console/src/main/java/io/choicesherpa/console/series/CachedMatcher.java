package io.choicesherpa.console.series;

import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.MatchType;
import java.util.HashMap;
import java.util.Map;

/** A matcher that runs its regular expression once per distinct value. Not thread-safe. */
final class CachedMatcher {

  private final LabelMatcher matcher;
  private final boolean regex;
  private final Map<String, Boolean> results = new HashMap<>();

  CachedMatcher(LabelMatcher matcher) {
    this.matcher = matcher;
    regex = matcher.type() == MatchType.REGEX || matcher.type() == MatchType.NOT_REGEX;
  }

  boolean matches(Labels labels) {
    String value = labels.valueOf(matcher.name());
    return regex ? results.computeIfAbsent(value, matcher::matches) : matcher.matches(value);
  }
}
