package io.choicesherpa.telemetry.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A service's own rules at work. Runs before the standard ones, so that a rule may hash what those
 * would drop. One pass over the text; each rule looks at a bounded stretch of it. Thread-safe.
 */
final class OwnRules {
  private static final int MAX_JUDGED_KEYS = 1024;

  private final List<OwnKey> keys = new ArrayList<>();
  private final List<RedactionRule> words = new ArrayList<>();
  private final boolean[] wordStarts = new boolean[128];
  private final @Nullable SaltedHash hash;
  private final Map<String, Optional<RedactionAction>> judged = new ConcurrentHashMap<>();

  OwnRules(RedactionSettings settings) {
    hash = settings.hashSalt() == null ? null : new SaltedHash(settings.hashSalt());
    for (RedactionRule rule : settings.rules()) {
      if (rule.kind() == RedactionRule.Kind.KEY) {
        keys.add(new OwnKey(KeyName.of(rule.text()), rule.action()));
      } else {
        words.add(rule);
        for (char c = 0; c < wordStarts.length; c++) {
          wordStarts[c] |= fits(rule, 0, c);
        }
      }
    }
  }

  /** What to do with values of this name; null if no own rule names it. */
  @Nullable RedactionAction action(String key) {
    if (keys.isEmpty()) {
      return null;
    }
    Optional<RedactionAction> known = judged.get(key);
    if (known == null) {
      known = judge(key);
      // Names come from code; those that do not are not worth remembering without end.
      if (judged.size() < MAX_JUDGED_KEYS) {
        judged.put(key, known);
      }
    }
    return known.orElse(null);
  }

  private Optional<RedactionAction> judge(String key) {
    KeyName name = KeyName.of(key);
    return keys.stream().filter(own -> name.endsWith(own.name)).map(OwnKey::action).findFirst();
  }

  String replacement(RedactionAction action, String value) {
    return action == RedactionAction.HASH && hash != null ? hash.of(value) : Redactor.REPLACEMENT;
  }

  /** The text with every find replaced; the same instance if there is none. */
  String clean(String text) {
    StringBuilder clean = null;
    int done = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int next = i + 1;
      if (c == '[') {
        next = Math.max(next, afterReplacement(text, i));
      } else if (c == '=' || c == ':' || (c < 128 && wordStarts[c])) {
        Find find = c == '=' || c == ':' ? named(text, i, done) : null;
        if (find == null) {
          find = word(text, i, done);
        }
        if (find != null) {
          clean = clean == null ? new StringBuilder(text.length()) : clean;
          String value = text.substring(find.start, find.end);
          clean.append(text, done, find.start).append(replacement(find.action, value));
          done = find.end;
          next = done;
        }
      }
      i = next;
    }
    return clean == null ? text : clean.append(text, done, text.length()).toString();
  }

  /** What was hidden before must stay as it is, whatever a rule makes of its letters. */
  private static int afterReplacement(String text, int i) {
    return text.startsWith(Redactor.REPLACEMENT, i)
        ? i + Redactor.REPLACEMENT.length()
        : SaltedHash.end(text, i);
  }

  private @Nullable Find named(String text, int i, int from) {
    if (keys.isEmpty()) {
      return null;
    }
    int keyEnd = AssignmentRule.keyEnd(text, i, from);
    int keyStart = AssignmentRule.keyStart(text, keyEnd, from);
    RedactionAction action = keyStart == keyEnd ? null : action(text.substring(keyStart, keyEnd));
    if (action == null) {
      return null;
    }
    long match = ContentValue.match(text, i, keyEnd);
    if (match == Match.NONE) {
      match = AssignmentRule.value(text, i, keyStart, keyEnd);
    }
    return match == Match.NONE ? null : new Find(Match.start(match), Match.end(match), action);
  }

  private @Nullable Find word(String text, int i, int from) {
    if (i > from && Chars.isTokenAt(text, i - 1)) {
      return null;
    }
    for (RedactionRule rule : words) {
      int end = end(rule, text, i);
      if (end > i) {
        return new Find(i, end, rule.action());
      }
    }
    return null;
  }

  private static int end(RedactionRule rule, String text, int start) {
    int ruleEnd = start + rule.text().length();
    if (ruleEnd > text.length()) {
      return start;
    }
    for (int i = start; i < ruleEnd; i++) {
      if (!fits(rule, i - start, text.charAt(i))) {
        return start;
      }
    }
    int wordEnd = Chars.tokenEnd(text, ruleEnd);
    boolean found =
        rule.kind() == RedactionRule.Kind.PREFIX ? wordEnd > ruleEnd : wordEnd == ruleEnd;
    return found ? wordEnd : start;
  }

  private static boolean fits(RedactionRule rule, int index, char c) {
    char wanted = rule.text().charAt(index);
    if (rule.kind() == RedactionRule.Kind.PREFIX) {
      return c == wanted;
    }
    return switch (wanted) {
      case '#' -> Chars.isDigit(c);
      case '@' -> Chars.isAsciiLetter(c);
      case '*' -> Chars.isAlphanumeric(c);
      default -> c == wanted;
    };
  }

  private record OwnKey(KeyName name, RedactionAction action) {}

  private record Find(int start, int end, RedactionAction action) {}
}
