package io.choicesherpa.backend.configuration;

import io.choicesherpa.backend.adapter.in.security.TokenSettings;
import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The service's own settings, checked as a whole. Outside of {@value #DEVELOPMENT} nothing that
 * guards data has a default.
 *
 * @param tokens whose tokens are good
 */
public record BackendSettings(TokenSettings tokens) {

  static final String DEVELOPMENT = "development";

  /**
   * Reads and checks the variables that {@code application.properties} refers to.
   *
   * @param variables gives a variable's value; null or blank when it is not set
   * @throws ConfigurationException naming every mistake
   */
  public static BackendSettings from(Function<String, @Nullable String> variables) {
    return new Reader(variables).read();
  }

  private static final class Reader {

    private final Function<String, @Nullable String> variables;
    private final List<Problem> problems = new ArrayList<>();

    Reader(Function<String, @Nullable String> variables) {
      this.variables = variables;
    }

    BackendSettings read() {
      boolean development = orDefault("ENVIRONMENT", DEVELOPMENT).equals(DEVELOPMENT);
      boolean loopback = serverAddress();
      serverPort();
      database(development);
      String issuer = url("OIDC_ISSUER_URI");
      String jwkSetUri = url("OIDC_JWK_SET_URI");
      boolean developmentTokens = development && loopback;
      if (find("OIDC_ISSUER_URI") == null && !developmentTokens) {
        wrong(
            "OIDC_ISSUER_URI",
            "",
            "required, unless ENVIRONMENT is development and SERVER_ADDRESS is loopback: the URL"
                + " of the issuer whose tokens are accepted");
      }
      if (!problems.isEmpty()) {
        throw new ConfigurationException(problems);
      }
      return new BackendSettings(
          new TokenSettings(issuer, jwkSetUri, find("OIDC_AUDIENCE"), developmentTokens));
    }

    private boolean serverAddress() {
      String address = orDefault("SERVER_ADDRESS", "127.0.0.1");
      try {
        return InetAddress.getByName(address).isLoopbackAddress();
      } catch (UnknownHostException e) {
        wrong(
            "SERVER_ADDRESS", address, "an address of this machine, such as 127.0.0.1 or 0.0.0.0");
        return true;
      }
    }

    private void serverPort() {
      String port = orDefault("SERVER_PORT", "8080");
      boolean digits = port.length() <= 5 && port.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!digits || Integer.parseInt(port) > 65_535) {
        wrong("SERVER_PORT", port, "a port from 1 to 65535, or 0 for any free one");
      }
    }

    private void database(boolean development) {
      String url = find("DATABASE_URL");
      if (url != null && !url.startsWith("jdbc:postgresql:")) {
        wrong(
            "DATABASE_URL",
            Problem.HIDDEN,
            "a JDBC URL such as jdbc:postgresql://127.0.0.1:5432/choice_sherpa");
      }
      if (find("DATABASE_PASSWORD") == null && !development) {
        wrong(
            "DATABASE_PASSWORD",
            "",
            "required, unless ENVIRONMENT is development: the database user's password");
      }
    }

    private @Nullable String url(String name) {
      String value = find(name);
      if (value == null) {
        return null;
      }
      try {
        URI uri = new URI(value);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("https") || scheme.equals("http");
        if (web && uri.getHost() != null && uri.getUserInfo() == null) {
          return value;
        }
      } catch (URISyntaxException e) {
        // Said below, together with every other way of not being a URL.
      }
      wrong(
          name,
          value.indexOf('@') < 0 ? value : Problem.HIDDEN,
          "a URL such as https://issuer.example (https or http, no credentials in it)");
      return null;
    }

    private String orDefault(String name, String defaultValue) {
      String value = find(name);
      return value == null ? defaultValue : value;
    }

    private @Nullable String find(String name) {
      String value = variables.apply(name);
      return value == null || value.isBlank() ? null : value.strip();
    }

    private void wrong(String variable, String shownValue, String allowed) {
      problems.add(new Problem(variable, shownValue, allowed));
    }
  }
}
