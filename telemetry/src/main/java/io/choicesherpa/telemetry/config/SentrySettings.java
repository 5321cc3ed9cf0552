package io.choicesherpa.telemetry.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;

/**
 * Where errors are reported. Immutable.
 *
 * @param dsn {@code SENTRY_DSN}: the project's address with its key, a secret
 * @param inAppIncludes {@code SENTRY_IN_APP_INCLUDES}: prefixes of the names of the application's
 *     own classes, whose frames stand out in a report; never empty
 * @see <a href="https://docs.sentry.io/concepts/key-terms/dsn-explainer/">the form of a DSN</a>
 */
public record SentrySettings(String dsn, List<String> inAppIncludes) {

  /** Default of {@code SENTRY_IN_APP_INCLUDES} where the application's package is unknown. */
  public static final String DEFAULT_IN_APP_INCLUDE = "io.choicesherpa";

  /** Copies the list. */
  public SentrySettings {
    Objects.requireNonNull(dsn, "dsn");
    inAppIncludes = List.copyOf(inAppIncludes);
  }

  /** Whether a text is a DSN: {@code https://<key>@<host>/<project>}, also below a path. */
  static boolean isDsn(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme();
      String key = uri.getUserInfo();
      String path = uri.getPath();
      return ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
          && uri.getHost() != null
          && uri.getPort() <= 65_535
          && key != null
          && !key.isEmpty()
          && key.charAt(0) != ':'
          && path != null
          && path.chars().anyMatch(c -> c != '/')
          && uri.getQuery() == null
          && uri.getFragment() == null;
    } catch (URISyntaxException e) {
      // Told by the answer; the exception's own text would quote the key.
      return false;
    }
  }

  /** The host alone: the key is a secret. */
  @Override
  public String toString() {
    return "sentry " + URI.create(dsn).getHost();
  }
}
