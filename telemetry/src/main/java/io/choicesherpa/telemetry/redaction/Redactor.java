package io.choicesherpa.telemetry.redaction;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one point that stands before all sinks: log lines, OTLP logs, spans and error reports. It
 * hides a value for what its key says ({@code password}, {@code api_key}, {@code email}, {@code
 * title}, …) or for what it is (an e-mail address, a bearer token, a JSON Web Token, an API key, a
 * private key, a payment card's number, credentials in a URL).
 *
 * <p>Clean text is handed back as the same instance, after one pass and without allocation. It
 * finds what has a known form; a secret in free prose has none, so the rule stays that user content
 * is not logged at all. Immutable in effect, safe for use by several threads.
 */
public final class Redactor {
  /** What stands in place of what was hidden: {@value}. */
  public static final String REPLACEMENT = "[REDACTED]";

  /** A power of two. Names come from code, so that all of a service's keys fit. */
  private static final int JUDGED_KEYS = 4096;

  /** So many slots a key may take, so that two keys do not push each other out for ever. */
  private static final int CHOICES = 4;

  /** What was taken out may bare what stood beside it: text is scanned again until it is clean. */
  private static final int MAX_ROUNDS = 8;

  private static final Redactor STANDARD = new Redactor(null, false);

  private final @Nullable OwnRules own;
  private final boolean aiContent;
  private final @Nullable JudgedKey[] judged = new JudgedKey[JUDGED_KEYS];

  private Redactor(@Nullable OwnRules own, boolean aiContent) {
    this.own = own;
    this.aiContent = aiContent;
  }

  /** The rules that hold for every service. */
  public static Redactor standard() {
    return STANDARD;
  }

  /** A service's own rules, and after them the standard ones. */
  public static Redactor of(RedactionSettings settings) {
    if (settings.rules().isEmpty() && !settings.aiContent()) {
      return STANDARD;
    }
    return new Redactor(
        settings.rules().isEmpty() ? null : new OwnRules(settings), settings.aiContent());
  }

  /**
   * The text with every secret in it replaced; the same instance if there is none. Redacting twice
   * changes nothing more.
   */
  public String redactText(String text) {
    String clean = own == null ? text : own.clean(text);
    for (int round = 0; round < MAX_ROUNDS; round++) {
      long match = TextScanner.find(clean, 0);
      if (match == Match.NONE) {
        return clean;
      }
      clean = replaceFrom(clean, match);
    }
    return clean;
  }

  /**
   * Whether the text has nothing to hide and can stand in a JSON string as it is: printable ASCII
   * without quotes and backslashes. A quick look, meant to spare most texts a closer one: false
   * says nothing, such a text may be clean as well.
   */
  public boolean isPlain(String text) {
    return own == null && TextScanner.isPlain(text);
  }

  private static String replaceFrom(String text, long first) {
    StringBuilder clean = new StringBuilder(text.length());
    int done = 0;
    for (long match = first; match != Match.NONE; match = TextScanner.find(text, done)) {
      clean.append(text, done, Match.start(match)).append(REPLACEMENT);
      done = Match.end(match);
    }
    return clean.append(text, done, text.length()).toString();
  }

  /** Whether the key names a credential or personal content. */
  public boolean isSecretKey(String key) {
    return ownAction(key) != null || sensitivity(key) != Sensitivity.PLAIN;
  }

  /**
   * Whether this value must be hidden for its key alone. A truth value or null tells nothing and
   * stays; a number stays under the name of content ({@code title}), not under that of a
   * credential.
   */
  public boolean hides(String key, @Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      return false;
    }
    if (own != null) {
      if (value instanceof String text && SaltedHash.isHash(text)) {
        return false;
      }
      if (own.action(key) != null) {
        return true;
      }
    }
    return switch (sensitivity(key)) {
      case PLAIN -> false;
      case CONTENT -> !(value instanceof Number);
      case SECRET -> true;
    };
  }

  /**
   * What stands in place of a value that this {@linkplain #hides hides}: {@link #REPLACEMENT}, or
   * its hash where an own rule wants that and the value is a text or a number.
   */
  public String replacement(String key, Object value) {
    RedactionAction action = ownAction(key);
    boolean plain = value instanceof String || value instanceof Number || value instanceof UUID;
    return own == null || action == null || !plain || REPLACEMENT.equals(value)
        ? REPLACEMENT
        : own.replacement(action, value.toString());
  }

  /**
   * The text to show for this key: its {@link #replacement}, or what {@link #redactText} leaves.
   */
  public String redact(String key, String text) {
    if (aiContent && AiContentRule.isContentKey(key) && ownAction(key) == null) {
      return AiContentRule.clean(text, this);
    }
    return hides(key, text) ? replacement(key, text) : redactText(text);
  }

  /**
   * Whether prompts and answers of AI calls may stand on spans, under the names that GenAI's
   * conventions have for them; else they are hidden there too, whoever recorded them.
   */
  public boolean letsAiContentThrough() {
    return aiContent;
  }

  private @Nullable RedactionAction ownAction(String key) {
    return own == null ? null : own.action(key);
  }

  private Sensitivity sensitivity(String key) {
    int hash = key.hashCode() * 0x9e3779b9;
    int slot = hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(JUDGED_KEYS));
    int free = slot;
    for (int i = 0; i < CHOICES; i++) {
      JudgedKey known = judged[slot ^ i];
      if (known == null) {
        free = slot ^ i;
        break;
      }
      if (known.key.equals(key)) {
        return known.sensitivity;
      }
    }
    // A race costs a judgement done twice: entries are immutable.
    JudgedKey fresh = new JudgedKey(key, KeyRules.judge(key));
    judged[free] = fresh;
    return fresh.sensitivity;
  }

  private record JudgedKey(String key, Sensitivity sensitivity) {}
}
