package io.choicesherpa.telemetry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.semconv.DbAttributes.DbSystemNameValues;
import io.opentelemetry.semconv.incubating.DbIncubatingAttributes.DbSystemNameIncubatingValues;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTargetTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "jdbc:postgresql://db.example:6543/app, postgresql, app, db.example, 6543",
        "jdbc:postgresql://localhost/app?user=u&password=p, postgresql, app, localhost, 5432",
        "jdbc:postgresql://u:p@localhost/app, postgresql, app, localhost, 5432",
        "jdbc:postgresql:app, postgresql, -, -, 0",
        "jdbc:sqlserver://h:1433;password=p, microsoft.sql_server, -, h, 1433",
        "jdbc:h2:mem:test, h2database, -, -, 0",
        "jdbc:exotic://h/x, other_sql, x, h, 0",
        "'jdbc:postgresql://a:1,b:2/app?password=p', postgresql, app, -, 0",
        "jdbc:postgresql://bad host/app, postgresql, -, -, 0",
        "nonsense, other_sql, -, -, 0"
      })
  void jdbcUrl_givesItsSafeParts(
      String url, String system, String namespace, String address, int port) {
    assertThat(DatabaseTarget.ofJdbcUrl(url))
        .isEqualTo(new DatabaseTarget(system, namespace, address, port));
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql, " + DbSystemNameValues.POSTGRESQL,
    "mysql, " + DbSystemNameValues.MYSQL,
    "mariadb, " + DbSystemNameValues.MARIADB,
    "sqlserver, " + DbSystemNameValues.MICROSOFT_SQL_SERVER,
    "oracle, " + DbSystemNameIncubatingValues.ORACLE_DB,
    "h2, " + DbSystemNameIncubatingValues.H2DATABASE,
    "exotic, " + DbSystemNameIncubatingValues.OTHER_SQL
  })
  void system_isNamedAsTheConventionsDo(String subprotocol, String system) {
    assertThat(DatabaseTarget.ofJdbcUrl("jdbc:" + subprotocol + "://h/x").system())
        .isEqualTo(system);
  }
}
