package io.choicesherpa.backend.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.backend.adapter.in.security.TokenSettings;
import io.choicesherpa.telemetry.config.ConfigurationException;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class BackendSettingsTest {

  private static TokenSettings tokens(Map<String, String> variables) {
    return BackendSettings.from(variables::get).tokens();
  }

  private static ConfigurationException failure(Map<String, String> variables) {
    ConfigurationException[] failure = new ConfigurationException[1];
    assertThatThrownBy(() -> tokens(variables))
        .asInstanceOf(InstanceOfAssertFactories.type(ConfigurationException.class))
        .satisfies(thrown -> failure[0] = thrown);
    return failure[0];
  }

  @Test
  void development_needsNothing() {
    assertThat(tokens(Map.of())).isEqualTo(new TokenSettings(null, null, null, true));
  }

  @Test
  void production_namesAllThatIsMissing() {
    assertThat(failure(Map.of("ENVIRONMENT", "production")).problems())
        .extracting(ConfigurationException.Problem::variable)
        .containsExactly("DATABASE_PASSWORD", "OIDC_ISSUER_URI");
  }

  @Test
  void production_neverMakesTokens() {
    TokenSettings settings =
        tokens(
            Map.of(
                "ENVIRONMENT", "production",
                "DATABASE_PASSWORD", "s3cret",
                "OIDC_ISSUER_URI", "https://issuer.example",
                "OIDC_JWK_SET_URI", "https://issuer.example/keys",
                "OIDC_AUDIENCE", "choice-sherpa"));
    assertThat(settings)
        .isEqualTo(
            new TokenSettings(
                "https://issuer.example", "https://issuer.example/keys", "choice-sherpa", false));
  }

  @Test
  void developmentOnAnOpenAddress_makesNoTokens() {
    Map<String, String> open = Map.of("SERVER_ADDRESS", "0.0.0.0");
    assertThat(failure(open).problems())
        .extracting(ConfigurationException.Problem::variable)
        .containsExactly("OIDC_ISSUER_URI");
    assertThat(
            tokens(Map.of("SERVER_ADDRESS", "0.0.0.0", "OIDC_ISSUER_URI", "https://issuer.example"))
                .developmentTokens())
        .isFalse();
  }

  @Test
  void mistakes_areToldTogether_withoutSecrets() {
    ConfigurationException failure =
        failure(
            Map.of(
                "SERVER_PORT", "http",
                "DATABASE_URL", "mysql://root:s3cret@db/x",
                "OIDC_ISSUER_URI", "https://user:s3cret@issuer",
                "OIDC_JWK_SET_URI", "keys.json"));
    assertThat(failure.problems())
        .extracting(ConfigurationException.Problem::variable)
        .containsExactly("SERVER_PORT", "DATABASE_URL", "OIDC_ISSUER_URI", "OIDC_JWK_SET_URI");
    assertThat(failure).hasMessageContaining("http").hasMessageNotContaining("s3cret");
  }

  @Test
  void port_isBounded() {
    assertThat(failure(Map.of("SERVER_PORT", "65536")).problems()).hasSize(1);
    assertThat(failure(Map.of("SERVER_PORT", "-1")).problems()).hasSize(1);
    assertThat(tokens(Map.of("SERVER_PORT", "0")).developmentTokens()).isTrue();
  }

  @Test
  void blankVariable_isNotSet() {
    assertThat(tokens(Map.of("OIDC_ISSUER_URI", " ", "OIDC_AUDIENCE", "")).issuer()).isNull();
  }
}
