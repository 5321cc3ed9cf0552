package io.choicesherpa.backend.adapter.in.security;

import io.choicesherpa.backend.domain.InvalidInputException;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.domain.UserId;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Reads person and tier from a token whose signature and times have been checked. */
final class ActorConverter implements Converter<Jwt, ActorAuthentication> {

  static final String TIER_CLAIM = "tier";

  /** Tokens of issuers that know no tiers are the free tier's. */
  @Override
  public ActorAuthentication convert(Jwt token) {
    return new ActorAuthentication(new Actor(user(token), tier(token)), token.getExpiresAt());
  }

  private static UserId user(Jwt token) {
    String subject = token.getSubject();
    if (subject == null) {
      throw new InvalidBearerTokenException("The token has no sub.");
    }
    try {
      return new UserId(subject);
    } catch (InvalidInputException e) {
      throw new InvalidBearerTokenException("The token's sub is no opaque id: " + e.getMessage());
    }
  }

  private static Tier tier(Jwt token) {
    Object claim = token.getClaims().get(TIER_CLAIM);
    if (claim == null) {
      return Tier.FREE;
    }
    return Tier.parse(claim.toString())
        .orElseThrow(
            () ->
                new InvalidBearerTokenException(
                    "The token's tier is none of " + String.join(", ", Tier.wireNames()) + "."));
  }
}
