package io.choicesherpa.telemetry.redaction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service's own rules. Immutable.
 *
 * @param rules in the order in which they are tried; they come before the standard ones
 * @param hashSalt makes hashes worthless to who does not have it; a secret, null when no rule
 *     hashes
 * @param aiContent whether prompts and answers of AI calls may stand on spans, with the secrets in
 *     them hidden
 */
public record RedactionSettings(
    List<RedactionRule> rules, @Nullable String hashSalt, boolean aiContent) {

  /** Nothing beside the standard rules. */
  public static final RedactionSettings NONE = new RedactionSettings(List.of(), null);

  /** Rules, and nothing of what AI calls say. */
  public RedactionSettings(List<RedactionRule> rules, @Nullable String hashSalt) {
    this(rules, hashSalt, false);
  }

  /** The least length of a salt: {@value}. */
  public static final int MIN_SALT_CHARS = 16;

  /** Copies the list, and wants a salt where a rule hashes. */
  public RedactionSettings {
    rules = List.copyOf(rules);
    if (rules.stream().anyMatch(rule -> rule.action() == RedactionAction.HASH)
        && (hashSalt == null || hashSalt.length() < MIN_SALT_CHARS)) {
      throw new IllegalArgumentException(
          "rules that hash need a salt of at least " + MIN_SALT_CHARS + " characters");
    }
  }

  /** The rules without the salt. */
  @Override
  public String toString() {
    return rules.toString();
  }
}
