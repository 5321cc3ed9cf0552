package io.choicesherpa.telemetry.redaction;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands in place of a value that shall stay comparable: {@code [HASH:…]} with 16 hex digits
 * of an HMAC-SHA256 (RFC 2104) under the salt. Without the salt nobody can try out which value it
 * is. Thread-safe.
 */
final class SaltedHash {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String HEAD = "[HASH:";
  private static final int HASH_BYTES = 8;
  private static final int CHARS = HEAD.length() + 2 * HASH_BYTES + 1;

  private final SecretKeySpec key;

  SaltedHash(String salt) {
    key = new SecretKeySpec(salt.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  String of(String value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] hash = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
      return HEAD + HexFormat.of().formatHex(hash, 0, HASH_BYTES) + "]";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  static boolean isHash(String text) {
    return text.length() == CHARS && end(text, 0) == CHARS;
  }

  /** Where the hash that begins at {@code start} ends; {@code start} itself when there is none. */
  static int end(String text, int start) {
    int end = start + CHARS;
    if (end > text.length() || !text.startsWith(HEAD, start) || text.charAt(end - 1) != ']') {
      return start;
    }
    for (int i = start + HEAD.length(); i < end - 1; i++) {
      char c = text.charAt(i);
      if (!Chars.isDigit(c) && (c < 'a' || c > 'f')) {
        return start;
      }
    }
    return end;
  }
}
