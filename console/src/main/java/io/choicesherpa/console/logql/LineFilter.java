package io.choicesherpa.console.logql;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * A condition on the line's text: {@code |=}, {@code !=}, {@code |~} or {@code !~}, with
 * alternatives.
 *
 * @param negated whether it must hold for none of the alternatives
 * @param texts to be contained; empty with patterns
 * @param patterns to be found; empty with texts
 */
record LineFilter(boolean negated, List<String> texts, List<Pattern> patterns) implements Stage {

  @Override
  public boolean process(LogLine line) {
    return any(line.text()) != negated;
  }

  private boolean any(String text) {
    for (String wanted : texts) {
      if (text.contains(wanted)) {
        return true;
      }
    }
    for (Pattern pattern : patterns) {
      if (pattern.matcher(text).find()) {
        return true;
      }
    }
    return false;
  }
}
