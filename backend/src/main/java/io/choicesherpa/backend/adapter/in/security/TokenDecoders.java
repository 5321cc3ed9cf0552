package io.choicesherpa.backend.adapter.in.security;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/** Puts together the decoder that the settings ask for. */
final class TokenDecoders {

  private static final List<SignatureAlgorithm> ASYMMETRIC = List.of(SignatureAlgorithm.values());

  static JwtDecoder decoder(
      TokenSettings settings, @Nullable DevelopmentTokens development, Clock clock) {
    String issuer = settings.issuer();
    if (issuer == null) {
      if (development == null) {
        throw new IllegalArgumentException("neither an issuer nor development tokens");
      }
      return development.decoder();
    }
    // The issuer is asked for its keys when the first token comes, so it may start after us.
    JwtDecoder fromIssuer = new SupplierJwtDecoder(() -> decoder(settings, issuer, clock));
    if (development == null) {
      return fromIssuer;
    }
    NimbusJwtDecoder ownTokens = development.decoder();
    return token -> (isOwn(token) ? ownTokens : fromIssuer).decode(token);
  }

  private static JwtDecoder decoder(TokenSettings settings, String issuer, Clock clock) {
    String jwkSetUri = settings.jwkSetUri();
    NimbusJwtDecoder decoder =
        jwkSetUri == null
            ? NimbusJwtDecoder.withIssuerLocation(issuer).build()
            : NimbusJwtDecoder.withJwkSetUri(jwkSetUri)
                .jwsAlgorithms(algorithms -> algorithms.addAll(ASYMMETRIC))
                .build();
    JwtTimestampValidator timestamps = new JwtTimestampValidator();
    timestamps.setClock(clock);
    List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
    validators.add(timestamps);
    validators.add(new JwtIssuerValidator(issuer));
    String audience = settings.audience();
    if (audience != null) {
      validators.add(new JwtAudienceValidator(audience));
    }
    decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators));
    return decoder;
  }

  /** Says which key to check with, no more: a lie here only picks a key that will not fit. */
  private static boolean isOwn(String token) {
    try {
      return DevelopmentTokens.ISSUER.equals(JWTParser.parse(token).getJWTClaimsSet().getIssuer());
    } catch (ParseException e) {
      throw new BadJwtException("The token is no JWT", e);
    }
  }

  private TokenDecoders() {}
}
