package io.choicesherpa.backend.adapter.in.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.domain.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Tokens of an issuer whose keys come over real HTTP, and tokens made here. */
class TokenDecodersTest {

  private static final Instant NOW = Instant.parse("2026-01-07T14:32:01Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final UserId ANN = new UserId("ann");

  private HttpServer issuerServer;
  private ECKey issuerKey;
  private String issuer;

  @BeforeEach
  void startIssuer() throws Exception {
    issuerKey = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    issuerServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://127.0.0.1:" + issuerServer.getAddress().getPort();
    serve("/keys", new JWKSet(issuerKey.toPublicJWK()).toString());
    serve(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/keys\"}");
    issuerServer.start();
  }

  @AfterEach
  void stopIssuer() {
    issuerServer.stop(0);
  }

  private void serve(String path, String json) {
    issuerServer.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, json.getBytes(UTF_8).length);
          exchange.getResponseBody().write(json.getBytes(UTF_8));
          exchange.close();
        });
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .subject("ann")
        .audience("choice-sherpa")
        .expirationTime(Date.from(NOW.plusSeconds(60)));
  }

  private static String signed(ECKey key, JWTClaimsSet.Builder claims) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
            claims.build());
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  private JwtDecoder decoder(@Nullable String audience) {
    return TokenDecoders.decoder(
        new TokenSettings(issuer, issuer + "/keys", audience, false), null, CLOCK);
  }

  @Test
  void issuersToken_isRead() throws Exception {
    Jwt token = decoder("choice-sherpa").decode(signed(issuerKey, claims().claim("tier", "pro")));
    assertThat(new ActorConverter().convert(token).actor()).isEqualTo(new Actor(ANN, Tier.PRO));
  }

  @Test
  void issuersKeys_areFoundByDiscovery() throws Exception {
    JwtDecoder decoder =
        TokenDecoders.decoder(new TokenSettings(issuer, null, null, false), null, CLOCK);
    assertThat(decoder.decode(signed(issuerKey, claims())).getSubject()).isEqualTo("ann");
  }

  @Test
  void foreignToken_isRefused() throws Exception {
    JwtDecoder decoder = decoder("choice-sherpa");
    ECKey otherKey = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    assertThatThrownBy(() -> decoder.decode(signed(otherKey, claims())))
        .isInstanceOf(BadJwtException.class);
    assertThatThrownBy(() -> decoder.decode(signed(issuerKey, claims().issuer("https://other"))))
        .isInstanceOf(BadJwtException.class);
    assertThatThrownBy(() -> decoder.decode(signed(issuerKey, claims().audience("another"))))
        .isInstanceOf(BadJwtException.class);
    assertThatThrownBy(
            () ->
                decoder.decode(
                    signed(issuerKey, claims().expirationTime(Date.from(NOW.minusSeconds(120))))))
        .isInstanceOf(BadJwtException.class)
        .hasMessageContaining("expired");
    assertThat(decoder(null).decode(signed(issuerKey, claims().audience("another")))).isNotNull();
  }

  @Test
  void unreachableIssuer_isNoFaultOfTheToken() throws IOException {
    issuerServer.stop(0);
    assertThatThrownBy(() -> decoder(null).decode(signed(issuerKey, claims())))
        .isInstanceOf(JwtException.class)
        .isNotInstanceOf(BadJwtException.class);
  }

  @Test
  void developmentTokens_areGoodBesideTheIssuers() throws Exception {
    DevelopmentTokens own = new DevelopmentTokens(CLOCK);
    JwtDecoder decoder =
        TokenDecoders.decoder(new TokenSettings(issuer, issuer + "/keys", null, true), own, CLOCK);
    Jwt token = decoder.decode(own.issue(ANN, Tier.PREMIUM));
    assertThat(new ActorConverter().convert(token).actor()).isEqualTo(new Actor(ANN, Tier.PREMIUM));
    assertThat(decoder.decode(signed(issuerKey, claims())).getSubject()).isEqualTo("ann");
    assertThatThrownBy(() -> decoder.decode("nonsense")).isInstanceOf(BadJwtException.class);
  }

  @Test
  void developmentTokens_areWorthlessElsewhereAndLater() {
    DevelopmentTokens own = new DevelopmentTokens(CLOCK);
    String token = own.issue(ANN, Tier.FREE);
    assertThatThrownBy(() -> decoder(null).decode(token)).isInstanceOf(JwtException.class);
    assertThatThrownBy(() -> new DevelopmentTokens(CLOCK).decoder().decode(token))
        .isInstanceOf(BadJwtException.class);
    Clock tomorrow = Clock.offset(CLOCK, Duration.ofDays(1));
    assertThat(own.decoder().decode(token).getExpiresAt()).isBefore(tomorrow.instant());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann@example.org", "auth0|7", ""})
  void subjectThatIsNoOpaqueId_isRefused(String subject) throws Exception {
    Jwt token = decoder(null).decode(signed(issuerKey, claims().subject(subject)));
    assertThatThrownBy(() -> new ActorConverter().convert(token))
        .isInstanceOf(InvalidBearerTokenException.class)
        .hasMessageStartingWith("The token");
  }

  @Test
  void tier_isFreeUnlessTold_andRefusedIfUnknown() throws Exception {
    Jwt untold = decoder(null).decode(signed(issuerKey, claims()));
    assertThat(new ActorConverter().convert(untold).actor().tier()).isEqualTo(Tier.FREE);
    Jwt unknown = decoder(null).decode(signed(issuerKey, claims().claim("tier", "gold")));
    assertThatThrownBy(() -> new ActorConverter().convert(unknown))
        .hasMessage("The token's tier is none of free, premium, pro.");
  }

  @Test
  void settingsThatLetNobodyIn_areRefused() {
    assertThatThrownBy(() -> new TokenSettings(null, null, null, false))
        .hasMessage("neither an issuer nor development tokens");
  }
}
