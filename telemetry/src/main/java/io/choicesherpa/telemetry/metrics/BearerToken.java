package io.choicesherpa.telemetry.metrics;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The token that a scraper must show, if any. Immutable. */
final class BearerToken {

  private static final String SCHEME = "Bearer ";

  private final byte @Nullable [] expected;

  private BearerToken(byte @Nullable [] expected) {
    this.expected = expected;
  }

  static BearerToken of(@Nullable String token) {
    if (token != null && token.isBlank()) {
      throw new IllegalArgumentException("the token for metrics is blank");
    }
    return new BearerToken(token == null ? null : token.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether there is a token to show at all. */
  boolean isAsked() {
    return expected != null;
  }

  /** Whether this {@code Authorization} header may pass; takes as long whatever is wrong in it. */
  boolean allows(@Nullable String authorization) {
    if (expected == null) {
      return true;
    }
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    byte[] shown =
        authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, shown);
  }
}
