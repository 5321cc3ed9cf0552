package io.choicesherpa.demo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.choicesherpa.demo.ai.AiBehaviour;
import io.choicesherpa.demo.ai.AiServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real PostgreSQL with the tables that are locked and taken away. */
class FaultsTest {

  private static final String LOCK_TIMEOUT = "55P03";
  private static final String NO_SUCH_TABLE = "42P01";

  private static EmbeddedPostgres postgres;
  private static String jdbcUrl;

  @TempDir Path directory;
  private AiServer ai;
  private HttpServer backend;
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private Process process;
  private Faults faults;

  @BeforeAll
  static void startPostgres() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().start();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE choice_sherpa LOGIN");
      statement.execute("CREATE DATABASE choice_sherpa OWNER choice_sherpa");
    }
    jdbcUrl = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/choice_sherpa";
    for (String table : Set.of("sessions", "dashboard_sessions", "conversations")) {
      sql("CREATE TABLE " + table + " (id int)");
    }
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void start() throws IOException {
    ai = AiServer.start(0, 1, AiBehaviour.PERFECT, Clock.systemUTC());
    backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext("/", this::answer);
    backend.start();
    process = new ProcessBuilder("cat").start();
    faults =
        new Faults(
            ai,
            jdbcUrl,
            URI.create("http://127.0.0.1:" + backend.getAddress().getPort()),
            process.pid(),
            directory.resolve("taken-tables"));
  }

  @AfterEach
  void stop() {
    faults.close();
    ai.close();
    backend.stop(0);
    process.destroy();
  }

  @Test
  void aiErrors_makeMostCallsFailUntilTheyEnd() throws SQLException {
    faults.set(EnumSet.of(Fault.AI_ERRORS));
    assertThat(ai.behaviour().faults().serverError()).isGreaterThanOrEqualTo(0.5);

    faults.set(Set.of());
    assertThat(ai.behaviour()).isEqualTo(AiBehaviour.PERFECT);
  }

  @Test
  void aiFaults_endEachForItself() throws SQLException {
    faults.set(EnumSet.of(Fault.AI_ERRORS));
    faults.set(EnumSet.of(Fault.AI_ERRORS, Fault.CUT_OFF_ANSWERS));
    faults.set(EnumSet.of(Fault.CUT_OFF_ANSWERS));

    assertThat(ai.behaviour()).isEqualTo(AiBehaviour.PERFECT.withCutOff(Set.of("alternatives")));

    faults.set(Set.of());
    assertThat(ai.behaviour()).isEqualTo(AiBehaviour.PERFECT);
  }

  @Test
  void hangingBackend_doesNothingUntilItIsOver() throws Exception {
    faults.set(EnumSet.of(Fault.BACKEND_HANGS));
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    CompletableFuture<Integer> echo = CompletableFuture.supplyAsync(this::readOfProcess);
    assertThatThrownBy(() -> echo.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);

    faults.set(Set.of());
    assertThat(echo.get(10, TimeUnit.SECONDS)).isEqualTo('\n');
  }

  @Test
  void slowDatabase_keepsReadersOfSessionsWaiting() throws Exception {
    faults.set(EnumSet.of(Fault.SLOW_DATABASE));
    awaitLock("sessions");

    assertThatThrownBy(() -> sql("SELECT count(*) FROM sessions"))
        .satisfies(refused -> assertThat(state(refused)).isEqualTo(LOCK_TIMEOUT));
    assertThat(clients()).contains("fault slow-database");

    faults.set(Set.of());
    sql("SELECT count(*) FROM sessions");
    assertThat(clients()).doesNotContain("fault slow-database");
  }

  @Test
  void stuckHandler_cannotWriteAndOthersCanRead() throws Exception {
    faults.set(EnumSet.of(Fault.EVENT_HANDLER_STUCK));
    awaitLock("dashboard_sessions");

    sql("SELECT count(*) FROM dashboard_sessions");
    assertThatThrownBy(() -> sql("INSERT INTO dashboard_sessions VALUES (1)"))
        .satisfies(refused -> assertThat(state(refused)).isEqualTo(LOCK_TIMEOUT));

    faults.close();
    sql("INSERT INTO dashboard_sessions VALUES (1)");
  }

  @Test
  void httpErrors_takeATableAwayAndGiveItBack() throws Exception {
    faults.set(EnumSet.of(Fault.HTTP_ERRORS));
    assertThatThrownBy(() -> sql("SELECT count(*) FROM conversations"))
        .satisfies(refused -> assertThat(state(refused)).isEqualTo(NO_SUCH_TABLE));

    faults.set(Set.of());
    sql("SELECT count(*) FROM conversations");
  }

  @Test
  void failingHandler_missesItsTableUntilItIsOver() throws Exception {
    faults.set(EnumSet.of(Fault.HTTP_ERRORS, Fault.EVENT_HANDLER_FAILING));
    assertThatThrownBy(() -> sql("INSERT INTO dashboard_sessions VALUES (1)"))
        .satisfies(refused -> assertThat(state(refused)).isEqualTo(NO_SUCH_TABLE));

    faults.set(EnumSet.of(Fault.HTTP_ERRORS));
    sql("INSERT INTO dashboard_sessions VALUES (1)");
    assertThatThrownBy(() -> sql("SELECT count(*) FROM conversations"))
        .satisfies(refused -> assertThat(state(refused)).isEqualTo(NO_SUCH_TABLE));
  }

  @Test
  void tableOfARunThatWasKilled_isGivenBackByTheNext() throws Exception {
    faults.set(EnumSet.of(Fault.HTTP_ERRORS, Fault.EVENT_HANDLER_FAILING));

    Faults.putRight(jdbcUrl, directory.resolve("taken-tables"));

    sql("SELECT count(*) FROM conversations");
    sql("SELECT count(*) FROM dashboard_sessions");
    assertThat(directory.resolve("taken-tables")).isEmptyDirectory();
  }

  @Test
  void rateLimitStorm_opensSessionsWithoutEnd() throws Exception {
    faults.set(EnumSet.of(Fault.RATE_LIMIT_STORM));

    assertThat(requests.poll(10, TimeUnit.SECONDS)).startsWith("/dev/token");
    int sessions = 0;
    while (sessions < 5) {
      String request = requests.poll(10, TimeUnit.SECONDS);
      assertThat(request).as("a request within 10 s").isNotNull();
      sessions += request.equals("/api/sessions Bearer of-the-storm") ? 1 : 0;
    }
  }

  @Test
  void faultsOfTheBackendsStart_cannotBeSwitched() {
    assertThatThrownBy(() -> faults.set(EnumSet.of(Fault.COLLECTOR_DOWN)))
        .hasMessage("collector-down can only be on from the start");
  }

  @Test
  void file_switchesFaultsAsItIsWritten() throws Exception {
    Path file = directory.resolve("faults");
    try (FaultFile following =
        FaultFile.follow(file, EnumSet.of(Fault.AI_ERRORS), faults, said::add)) {
      assertThat(following).isNotNull();
      assertThat(said.poll(10, TimeUnit.SECONDS)).startsWith("Fault on, ai-errors: most AI calls");

      Files.writeString(file, "http-errors, nonsense");
      assertThat(said.poll(10, TimeUnit.SECONDS)).startsWith("There is no fault nonsense; there");
      assertThat(said.poll(10, TimeUnit.SECONDS)).startsWith("Fault on, http-errors");
      assertThat(said.poll(10, TimeUnit.SECONDS)).isEqualTo("Fault off, ai-errors");
      assertThat(faults.on()).containsExactly(Fault.HTTP_ERRORS);

      Files.writeString(file, "expensive-model");
      assertThat(said.poll(10, TimeUnit.SECONDS))
          .isEqualTo(
              "A fault could not be switched: expensive-model can only be on from the start");
    }
    assertThat(faults.on()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo("expensive-model");
  }

  private static void awaitLock(String table) throws SQLException {
    String found = "";
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (found.isEmpty() && System.nanoTime() < deadlineNanos) {
      found =
          query(
              "SELECT mode FROM pg_locks WHERE relation = '"
                  + table
                  + "'::regclass AND mode LIKE '%ExclusiveLock'");
    }
    assertThat(found).isNotEmpty();
  }

  private static String clients() throws SQLException {
    return query("SELECT string_agg(application_name, ',') FROM pg_stat_activity");
  }

  private static String query(String sql) throws SQLException {
    try (Connection connection = TableLock.connect(jdbcUrl, "reader");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  private static void sql(String sql) throws SQLException {
    try (Connection connection =
            postgres.getDatabase("choice_sherpa", "choice_sherpa").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = '300ms'");
      statement.execute(sql);
    }
  }

  private int readOfProcess() {
    try {
      return process.getInputStream().read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String state(Throwable refused) {
    return refused instanceof SQLException sql ? sql.getSQLState() : refused.toString();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    requests.add(exchange.getRequestURI() + " " + bearer);
    byte[] body = "{\"token\":\"of-the-storm\"}".getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
