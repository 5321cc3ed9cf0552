package io.choicesherpa.promql.script;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** What a message has to be: any, exactly this, or something that a regular expression finds. */
record TextCondition(@Nullable String text, @Nullable Pattern pattern) {

  static final TextCondition ANY = new TextCondition(null, null);

  static TextCondition exactly(String text) {
    return new TextCondition(text, null);
  }

  /** With an expression as RE2 reads it. */
  static TextCondition matching(String regex) {
    return new TextCondition(null, Pattern.compile(regex));
  }

  boolean accepts(String message) {
    return text != null ? text.equals(message) : pattern == null || pattern.matcher(message).find();
  }

  @Override
  public String toString() {
    return text != null ? "\"" + text + "\"" : pattern == null ? "any" : "/" + pattern + "/";
  }
}
