import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** What scripts/sql runs: prints the columns' names, then each row, with tabs between. */
final class Sql {
  private Sql() {}

  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    String url =
        environment.getOrDefault(
            "DATABASE_URL", "jdbc:postgresql://127.0.0.1:15432/choice_sherpa");
    String user = environment.getOrDefault("DATABASE_USERNAME", "choice_sherpa");
    String password = environment.getOrDefault("DATABASE_PASSWORD", "");
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      if (statement.execute(arguments[0])) {
        print(statement.getResultSet());
      } else {
        System.out.println(statement.getUpdateCount() + " rows");
      }
    } catch (SQLException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void print(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    StringBuilder line = new StringBuilder();
    for (int i = 1; i <= columns; i++) {
      line.append(i > 1 ? "\t" : "").append(rows.getMetaData().getColumnLabel(i));
    }
    System.out.println(line);
    while (rows.next()) {
      line.setLength(0);
      for (int i = 1; i <= columns; i++) {
        line.append(i > 1 ? "\t" : "").append(rows.getString(i));
      }
      System.out.println(line);
    }
  }
}
