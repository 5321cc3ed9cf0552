package io.choicesherpa.backend.adapter.in.security;

import org.jspecify.annotations.Nullable;

/**
 * Whose tokens are good.
 *
 * @param issuer the only {@code iss} that is accepted, besides development tokens; null for none
 * @param jwkSetUri where its keys are; null to ask the issuer's discovery document
 * @param audience must be among {@code aud}; null if any will do
 * @param developmentTokens whether tokens made here are good too, and made for whoever asks from
 *     this machine
 */
public record TokenSettings(
    @Nullable String issuer,
    @Nullable String jwkSetUri,
    @Nullable String audience,
    boolean developmentTokens) {

  /**
   * Refuses settings by which nobody could ever get in.
   *
   * @throws IllegalArgumentException if there is neither an issuer nor development tokens
   */
  public TokenSettings {
    if (issuer == null && !developmentTokens) {
      throw new IllegalArgumentException("neither an issuer nor development tokens");
    }
  }
}
