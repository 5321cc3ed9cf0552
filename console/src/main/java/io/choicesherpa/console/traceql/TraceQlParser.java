package io.choicesherpa.console.traceql;

import com.google.re2j.Pattern;
import io.choicesherpa.console.logql.BoundedPattern;
import io.choicesherpa.console.query.GoDuration;
import java.util.Set;

/** Reads TraceQL. What of Tempo's language is not known here is refused by name and place. */
final class TraceQlParser {

  private static final int MAX_CHARS = 8192;
  private static final int MAX_DEPTH = 50;
  private static final int MAX_CONDITIONS = 200;

  private static final Set<String> KEYWORDS =
      Set.of(
          "error",
          "ok",
          "unset",
          "unspecified",
          "internal",
          "server",
          "client",
          "producer",
          "consumer");

  private final Scanner in;
  private int depth;
  private int conditions;

  TraceQlParser(String query) {
    if (query.length() > MAX_CHARS) {
      throw new TraceQlException(
          1, 1, "the query has " + query.length() + " characters, at most " + MAX_CHARS);
    }
    in = new Scanner(query);
  }

  Spanset parse() {
    Spanset spans = either();
    if (in.peek("|")) {
      throw in.error("pipelines (| …) are not supported");
    }
    if (!in.atEnd()) {
      throw in.error("unexpected " + in.described());
    }
    return spans;
  }

  private Spanset either() {
    Spanset left = both();
    while (in.take("||")) {
      left = new Spanset.Both(left, both(), false);
    }
    return left;
  }

  private Spanset both() {
    Spanset left = structure();
    while (in.take("&&")) {
      left = new Spanset.Both(left, structure(), true);
    }
    return left;
  }

  private Spanset structure() {
    Spanset left = spanset();
    while (true) {
      if (in.take(">>")) {
        left = new Spanset.Below(left, spanset(), false);
      } else if (in.take(">")) {
        left = new Spanset.Below(left, spanset(), true);
      } else if (in.peek("<") || in.peek("~") || in.peek("!") || in.peek("&>")) {
        throw in.error("of the structural operators only > and >> are supported");
      } else {
        return left;
      }
    }
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw in.error("nested deeper than " + MAX_DEPTH);
    }
    if (++conditions > MAX_CONDITIONS) {
      throw in.error("more than " + MAX_CONDITIONS + " conditions");
    }
  }

  private Spanset spanset() {
    enter();
    Spanset spans;
    if (in.take("(")) {
      spans = either();
      in.expect(")");
    } else {
      in.expect("{");
      SpanCondition condition = in.peek("}") ? new SpanCondition.Any() : anyOf();
      in.expect("}");
      spans = new Spanset.Filter(condition);
    }
    depth--;
    return spans;
  }

  private SpanCondition anyOf() {
    SpanCondition left = allOf();
    while (in.take("||")) {
      left = new SpanCondition.Both(left, allOf(), false);
    }
    return left;
  }

  private SpanCondition allOf() {
    SpanCondition left = condition();
    while (in.take("&&")) {
      left = new SpanCondition.Both(left, condition(), true);
    }
    return left;
  }

  private SpanCondition condition() {
    enter();
    SpanCondition found;
    if (in.take("(")) {
      found = anyOf();
      in.expect(")");
    } else if (in.takeWord("true")) {
      found = new SpanCondition.Any();
    } else {
      found = comparison(field());
    }
    depth--;
    return found;
  }

  private Field field() {
    String name = in.fieldName();
    if (Field.INTRINSICS.containsKey(name)) {
      return new Field(Field.Scope.INTRINSIC, String.valueOf(Field.INTRINSICS.get(name)));
    }
    if (name.startsWith("span.")) {
      return new Field(Field.Scope.SPAN, name.substring(5));
    }
    if (name.startsWith("resource.")) {
      return new Field(Field.Scope.RESOURCE, name.substring(9));
    }
    if (name.startsWith(".") && name.length() > 1) {
      return new Field(Field.Scope.EITHER, name.substring(1));
    }
    throw in.errorBefore(
        name.isEmpty()
            ? "expected a field such as name, duration, span.… or resource.…, found "
                + in.described()
            : "unknown or unsupported field " + name);
  }

  private SpanCondition comparison(Field field) {
    String op = in.comparison();
    if (op.isEmpty()) {
      return new SpanCondition.IsTrue(field);
    }
    if (in.takeWord("nil")) {
      if (!op.equals("=") && !op.equals("!=")) {
        throw in.errorBefore("nil is compared by = and != only");
      }
      return new SpanCondition.Exists(field, op.equals("!="));
    }
    if (op.endsWith("~")) {
      String regex = in.string();
      return new SpanCondition.Compare(field, op, regex, pattern(regex));
    }
    return new SpanCondition.Compare(field, op, value(), null);
  }

  private Pattern pattern(String regex) {
    try {
      return BoundedPattern.compile(regex);
    } catch (IllegalArgumentException e) {
      throw in.errorBefore(String.valueOf(e.getMessage()));
    }
  }

  private Object value() {
    if (in.peek("\"") || in.peek("`")) {
      return in.string();
    }
    String word = in.word();
    if (word.equals("true") || word.equals("false")) {
      return Boolean.valueOf(word);
    }
    if (KEYWORDS.contains(word)) {
      return word;
    }
    if (word.matches("-?\\d{1,18}(\\.\\d{1,18})?")) {
      return Double.valueOf(word);
    }
    try {
      return (double) GoDuration.parseNanos(word);
    } catch (IllegalArgumentException e) {
      throw in.errorBefore(
          word.isEmpty()
              ? "expected a value, found " + in.described()
              : "not a value: " + word + "; texts stand in quotes");
    }
  }
}
