package io.choicesherpa.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A secret through every door of the running backend, and then a look into everything that comes
 * out of it, at the most talkative level that an operator would set. The canaries have no form that
 * a pattern could know, but for those in paths: they stay inside because nothing lets them out.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryTest {

  private static final String CANARY = "kanarie";

  /** A well-formed id that is somebody's token; the pattern alone tells. */
  private static final String TOKEN_AS_ID =
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2VjcmV0c2ln";

  private static final String METRICS_TOKEN = CANARY + "-metrics-token-0123";

  private final OtlpCapture otlp = new OtlpCapture();
  private final SentryCapture sentry = new SentryCapture();
  private final Map<String, String> outputs = new LinkedHashMap<>();
  private final List<String> othersProblems = new ArrayList<>();
  private String stdout = "";

  @BeforeAll
  void plantAndCollect() throws Exception {
    Map<String, String> variables = RunningSystem.get().backendVariables();
    variables.put("OTLP_ENDPOINT", otlp.endpoint());
    variables.put("OTLP_PROTOCOL", "http/protobuf");
    variables.put("OTLP_HEADERS", "authorization=Bearer%20" + CANARY + "-otlp-header");
    variables.put("METRICS_TOKEN", METRICS_TOKEN);
    variables.put("OPENAI_API_KEY", CANARY + "-openai-key");
    variables.put("ANTHROPIC_API_KEY", CANARY + "-anthropic-key");
    variables.put("DATABASE_PASSWORD", CANARY + "-database-password");
    variables.merge("DATABASE_URL", "&password=" + CANARY + "-jdbc-url", (url, more) -> url + more);
    variables.put("REDACTION_RULES", "key:component_type=hash");
    variables.put("REDACTION_HASH_SALT", CANARY + "-hash-salt-0123");
    variables.put("LOG_LEVEL", "info,io.choicesherpa=trace");
    Path logFile = Files.createTempDirectory(Path.of("target"), "canary").resolve("log.jsonl");
    variables.put("LOG_FILE", logFile.toString());
    // The key itself has to go into Sentry's own header, and nowhere else.
    variables.put("SENTRY_DSN", sentry.dsn("publickey"));
    Backend running;
    try (Backend backend = Backend.start(variables)) {
      plant(backend);
      Await.until("the failed request's report", () -> sentry.text().contains("Request failed"));
      Await.until("the last request's line", () -> backend.text().contains("canary-end"));
      Await.until(
          "the events of both messages",
          () ->
              redis(variables.get("REDIS_URL")).split("\"conversation.message_sent\"", -1).length
                  > 2);
      outputs.put("/metrics", scrape(backend));
      outputs.put("Redis", redis(variables.get("REDIS_URL")));
      running = backend;
    }
    stdout = running.text();
    outputs.put("standard output", stdout);
    outputs.put("LOG_FILE", Files.readString(logFile));
    outputs.put("Sentry", sentry.text());
    outputs.put("OTLP", otlp.text());
    outputs.put("problem details to others", String.join("\n", othersProblems));
  }

  @AfterAll
  void stop() {
    otlp.close();
    sentry.close();
  }

  @Test
  void everyOutput_isThere() {
    assertThat(stdout).contains("Message answered", "Request ended", "\"level\":\"DEBUG\"");
    assertThat(outputs.get("OTLP")).contains("ai_completion", "Message answered", "save_message");
    assertThat(outputs.get("/metrics")).contains("http_requests_total{");
    assertThat(outputs.get("Redis")).contains("conversation.message_sent", "\"trace_id\"");
    assertThat(outputs.get("LOG_FILE")).contains("Message answered", "Request failed");
    assertThat(outputs.get("Sentry"))
        .contains("Request failed", "PSQLException", "no_ships", "\"trace_id\"");
    assertThat(otlp.authorization()).isEqualTo("Bearer " + CANARY + "-otlp-header");
    assertThat(othersProblems).hasSizeGreaterThan(2);
  }

  @Test
  void ownRule_hashesInEveryOutputAlike() {
    Matcher hash =
        Pattern.compile("\"component_type\":\"(\\[HASH:[0-9a-f]{16}])\"").matcher(stdout);

    assertThat(hash.find()).isTrue();
    assertThat(stdout).doesNotContain("\"component_type\":\"issue_raising\"");
    assertThat(outputs.get("OTLP")).contains(hash.group(1)).doesNotContain("issue_raising");
  }

  @Test
  void noOutput_holdsACanary() {
    outputs.forEach(
        (name, text) -> {
          assertThat(around(text, CANARY)).as(name).isEmpty();
          assertThat(around(text, TOKEN_AS_ID)).as(name + ", token as request id").isEmpty();
        });
  }

  @Test
  void database_holdsCanariesOnlyWhereUsersContentBelongs() throws SQLException {
    Map<String, String> tables = tables();

    assertThat(tables).containsKeys("outbox", "messages", "sessions", "dashboard_sessions");
    assertThat(tables.get("messages")).contains(CANARY + "-message");
    tables.forEach(
        (table, text) -> {
          if (!table.equals("messages") && !table.equals("sessions")) {
            assertThat(around(text, CANARY)).as(table).isEmpty();
            assertThat(around(text, TOKEN_AS_ID)).as(table).isEmpty();
          }
        });
    assertThat(around(tables.get("sessions"), CANARY))
        .as("nothing but the title")
        .allMatch(place -> place.contains(CANARY + "-title"));
  }

  private void plant(Backend backend) throws Exception {
    Person person = Person.of(backend, "pro");
    Person stranger = Person.of(backend, "free");
    String session =
        person
            .json(person.post("/api/sessions", "{\"title\":\"" + CANARY + "-title\"}"))
            .get("id")
            .asString();
    String conversation = person.newConversation("issue_raising");
    String messages = "/api/conversations/" + conversation + "/messages";
    String body = "{\"content\":\"" + CANARY + "-message me@" + CANARY + ".example\"}";
    assertThat(
            person
                .post(
                    messages,
                    body,
                    "X-Request-Id",
                    TOKEN_AS_ID,
                    "baggage",
                    CANARY + "-key=" + CANARY + "-value",
                    "tracestate",
                    CANARY + "=" + CANARY + "-state",
                    "User-Agent",
                    CANARY + "-agent",
                    "Referer",
                    "http://" + CANARY + ".example/?q=" + CANARY,
                    "Cookie",
                    "session=" + CANARY + "-cookie",
                    "X-Forwarded-For",
                    CANARY + "-address",
                    "X-Api-Key",
                    CANARY + "-header")
                .statusCode())
        .isEqualTo(201);
    plantBadRequests(person, stranger, session, messages);
    plantFrames(backend, person, conversation);
    assertThat(rawRequest(backend, CANARY.toUpperCase(Locale.ROOT) + " /x HTTP/1.1"))
        .startsWith("HTTP/1.1 ");
    assertThat(rawRequest(backend, "GET /" + CANARY + "[{ HTTP/1.1")).startsWith("HTTP/1.1 400");
    plantInADatabaseError(person, messages);
    person.get("/api/sessions", "X-Request-Id", "canary-end");
  }

  /** PostgreSQL quotes the whole row that it refuses, and the driver the whole of that. */
  private static void plantInADatabaseError(Person person, String messages) throws Exception {
    sql("ALTER TABLE messages ADD CONSTRAINT no_ships CHECK (content NOT LIKE '%ship%') NOT VALID");
    try {
      String body = "{\"content\":\"" + CANARY + "-row on a ship\"}";
      assertThat(person.post(messages, body).statusCode()).isEqualTo(500);
    } finally {
      sql("ALTER TABLE messages DROP CONSTRAINT no_ships");
    }
  }

  private static void sql(String text) throws SQLException {
    try (Connection connection = RunningSystem.get().database().getConnection();
        Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(text);
    }
  }

  private void plantBadRequests(Person person, Person stranger, String session, String messages) {
    person.get("/api/sessions?title=" + CANARY + "-query&access_token=" + CANARY);
    // url.path is required by the HTTP conventions, so that in a path only the form can tell.
    person.get("/api/sessions/" + TOKEN_AS_ID);
    person.get("/nowhere/joe@" + CANARY + ".example");
    person.get("/api/sessions", "Accept", "application/" + CANARY + "-accept");
    person.get("/api/sessions", "X-Request-Id", CANARY + " malformed");
    person.get("/api/sessions", "traceparent", CANARY + "-traceparent");
    person.post(messages, "{\"content\":\"" + CANARY + "-cut");
    person.post(messages, "{\"" + CANARY + "_field\":1}");
    person.post(messages, "{\"content\":[\"" + CANARY + "-type\"]}");
    person.post(messages, "{\"content\":\"" + (CANARY + "-long ").repeat(2_000) + "\"}");
    person.post("/api/cycles", "{\"session_id\":\"" + CANARY + "-id\"}");
    person.post("/dev/token", "{\"user_id\":\"\",\"tier\":\"" + CANARY + "\"}");
    othersProblems.add(stranger.get("/api/sessions/" + session).body());
    othersProblems.add(stranger.post(messages, "{\"content\":\"x\"}").body());
    othersProblems.add(stranger.get(messages).body());
    othersProblems.add(stranger.post("/api/sessions/" + session + "/archive", "").body());
  }

  private static void plantFrames(Backend backend, Person person, String conversation)
      throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    URI uri =
        URI.create(
            "ws://127.0.0.1:" + backend.port() + "/api/conversations/" + conversation + "/stream");
    for (String wrong : List.of("Bearer " + CANARY + "-token", "Basic " + CANARY)) {
      try {
        client
            .newWebSocketBuilder()
            .header("Authorization", wrong)
            .buildAsync(uri, new Frames())
            .join();
        throw new AssertionError("was let in");
      } catch (CompletionException e) {
        assertThat(e).hasMessageContaining("WebSocketHandshakeException");
      }
    }
    Frames frames = new Frames();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + person.token())
            .buildAsync(uri, frames)
            .join();
    for (String frame :
        List.of(
            "{\"type\":\"send_message\",\"content\":\"" + CANARY + "-frame\"}",
            "{\"type\":\"" + CANARY + "-type\"}",
            "{\"type\":\"send_message\",\"" + CANARY + "\":1}",
            CANARY + " is no JSON")) {
      socket.sendText(frame, true).join();
    }
    Await.until("the answer to the frame", () -> frames.text().contains("stream_complete"));
    socket.sendClose(WebSocket.NORMAL_CLOSURE, CANARY + "-reason").join();
  }

  /** What no client library would send. */
  private static String rawRequest(Backend backend, String requestLine) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), backend.port())) {
      socket
          .getOutputStream()
          .write(
              (requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String scrape(Backend backend) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + backend.metricsPort() + "/metrics");
    HttpResponse<String> refused = Person.send(HttpRequest.newBuilder(uri).build());
    assertThat(refused.statusCode()).isEqualTo(401);
    HttpResponse<String> openMetrics =
        Person.send(
            HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + METRICS_TOKEN)
                .header("Accept", "application/openmetrics-text")
                .build());
    assertThat(openMetrics.statusCode()).isEqualTo(200);
    return refused.body() + openMetrics.body();
  }

  /** Every key that a stream is kept under, with all its entries. */
  private static String redis(@Nullable String url) {
    RedisClient client = RedisClient.create(String.valueOf(url));
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      StringBuilder all = new StringBuilder();
      for (String key : connection.sync().keys("*")) {
        all.append(key).append('\n');
        if (connection.sync().type(key).equals("stream")) {
          connection.sync().xrange(key, Range.unbounded()).forEach(all::append);
        } else if (connection.sync().type(key).equals("string")) {
          all.append(connection.sync().get(key)).append('\n');
        }
      }
      return all.toString();
    } finally {
      client.shutdown();
    }
  }

  private static Map<String, String> tables() throws SQLException {
    Map<String, String> tables = new LinkedHashMap<>();
    try (Connection connection = RunningSystem.get().database().getConnection();
        Statement statement = connection.createStatement()) {
      try (ResultSet names =
          statement.executeQuery(
              "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
        while (names.next()) {
          tables.put(names.getString(1), "");
        }
      }
      for (Map.Entry<String, String> table : tables.entrySet()) {
        try (ResultSet rows =
            statement.executeQuery(
                "SELECT coalesce(string_agg(to_jsonb(t)::text, chr(10)), '') FROM "
                    + table.getKey()
                    + " t")) {
          rows.next();
          table.setValue(rows.getString(1));
        }
      }
    }
    return tables;
  }

  /** Where it stands, with what is around it: a failure has to say which door leaks. */
  private static List<String> around(@Nullable String text, String canary) {
    String all = String.valueOf(text);
    List<String> places = new ArrayList<>();
    for (int i = all.indexOf(canary);
        i >= 0 && places.size() < 20;
        i = all.indexOf(canary, i + 1)) {
      places.add(
          all.substring(Math.max(0, i - 120), Math.min(all.length(), i + canary.length() + 40)));
    }
    return places;
  }

  private static final class Frames implements WebSocket.Listener {
    private final Queue<String> received = new ConcurrentLinkedQueue<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      received.add(data.toString());
      socket.request(1);
      return null;
    }

    String text() {
      return String.join("", received);
    }
  }
}
