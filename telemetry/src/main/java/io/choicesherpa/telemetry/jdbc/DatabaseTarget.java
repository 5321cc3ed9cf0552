package io.choicesherpa.telemetry.jdbc;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The database that a data source talks to, as far as a span may tell. Immutable.
 *
 * @param system as in {@code db.system.name}, such as {@code postgresql}
 * @param namespace the database's name, if known
 * @param serverAddress the host, if known
 * @param serverPort the port; 0 if not known
 */
public record DatabaseTarget(
    String system, @Nullable String namespace, @Nullable String serverAddress, int serverPort) {

  private static final int POSTGRESQL_PORT = 5432;

  /**
   * Takes from a JDBC URL what is safe to tell: never user, password or parameters. What cannot be
   * understood is left out.
   */
  public static DatabaseTarget ofJdbcUrl(String url) {
    String rest = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
    int colon = rest.indexOf(':');
    String system = colon < 0 ? "other_sql" : systemName(rest.substring(0, colon));
    int authority = rest.indexOf("//");
    if (colon < 0 || authority != colon + 1) {
      return new DatabaseTarget(system, null, null, 0);
    }
    try {
      // Hosts in a list fail here, and are not one server anyway.
      URI uri = URI.create("db:" + withoutParameters(rest.substring(authority)));
      String path = uri.getPath();
      int port = uri.getPort();
      return new DatabaseTarget(
          system,
          path == null || path.length() < 2 ? null : path.substring(1),
          uri.getHost(),
          port > 0 ? port : defaultPort(system, uri.getHost()));
    } catch (IllegalArgumentException e) {
      return new DatabaseTarget(system, null, null, 0);
    }
  }

  private static String withoutParameters(String location) {
    for (int i = 0; i < location.length(); i++) {
      char c = location.charAt(i);
      if (c == '?' || c == ';') {
        return location.substring(0, i);
      }
    }
    return location;
  }

  private static int defaultPort(String system, @Nullable String host) {
    return host != null && system.equals("postgresql") ? POSTGRESQL_PORT : 0;
  }

  /** From the name in the URL to the one in OpenTelemetry's conventions. */
  private static String systemName(String subprotocol) {
    return switch (subprotocol.toLowerCase(Locale.ROOT)) {
      case "postgresql" -> "postgresql";
      case "mysql" -> "mysql";
      case "mariadb" -> "mariadb";
      case "sqlserver" -> "microsoft.sql_server";
      case "oracle" -> "oracle.db";
      case "h2" -> "h2database";
      default -> "other_sql";
    };
  }

  /** Whether double quotes hold strings and not names, and backslashes escape. */
  boolean hasMySqlStrings() {
    return system.equals("mysql") || system.equals("mariadb");
  }
}
