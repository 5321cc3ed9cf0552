package io.choicesherpa.console.logql;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * {@code | regexp "…(?P<name>…)…"} and {@code | pattern "…<name>…"}: named groups become labels.
 *
 * @param pattern with named groups
 */
record RegexpStage(Pattern pattern) implements Stage {

  @Override
  public boolean process(LogLine line) {
    Matcher found = pattern.matcher(line.text());
    if (found.find()) {
      for (String name : pattern.namedGroups().keySet()) {
        String value = found.group(name);
        if (value != null) {
          line.extract(name, value);
        }
      }
    }
    return true;
  }
}
