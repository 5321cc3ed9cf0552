package io.choicesherpa.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.console.Console;
import io.choicesherpa.console.ConsoleConfig;
import io.choicesherpa.console.alerting.AlertingSettings;
import io.choicesherpa.demo.ai.AiBehaviour;
import io.choicesherpa.demo.ai.FaultRates;
import io.choicesherpa.demo.people.People;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Dashboards, rules and runbook beside a running backend that people have used: every panel shows
 * something, every rule can be evaluated, every command works.
 */
class OperatorsFilesTest {

  /** What comes about only by what does not happen here, or after minutes. */
  private static final Set<String> EMPTY_FOR_GOOD_REASON =
      Set.of(
          "overview.json, Failures by route",
          "overview.json, Burn rate of the last hour",
          "overview.json, Error budget left",
          "proact-journey.json, Conversion of six hours",
          "ai-cost.json, Calls without an answer");

  private static final int PEOPLE = 12;
  private static final double HURRY = 20;

  @TempDir private static Path folder;
  private static Console console;
  private static Backend backend;

  @BeforeAll
  static void start() throws IOException {
    RunningSystem.get()
        .ai()
        .behave(AiBehaviour.PERFECT.withFaults(new FaultRates(0.02, 0.02, 0.02, 0)));
    Map<String, String> variables = RunningSystem.get().backendVariables();
    URI metrics = URI.create("http://127.0.0.1:" + variables.get("METRICS_PORT") + "/metrics");
    console =
        Console.start(
            ConsoleConfig.builder()
                .port(0)
                .otlpGrpcPort(0)
                .otlpHttpPort(0)
                .scrapeTarget("choice-sherpa", metrics)
                .scrapeIntervalSeconds(1)
                .alerting(
                    new AlertingSettings(
                        List.of(rulesWithoutIntervals()),
                        1,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        Map.of()))
                .build());
    variables.put("OTLP_ENDPOINT", "http://127.0.0.1:" + console.otlpGrpcPort());
    for (String tier : List.of("FREE", "PREMIUM", "PRO")) {
      variables.put("RATE_LIMIT_MESSAGES_" + tier, "100000/minute");
      variables.put("RATE_LIMIT_SESSIONS_" + tier, "100000/minute");
    }
    backend = Backend.start(variables);
    try (People people = People.start(backend.uri("/"), PEOPLE, 1, HURRY)) {
      assertThat(people).isNotNull();
      Await.until(
          "failed AI calls and decisions",
          () ->
              !query("sum(ai_errors_total) > 0").isEmpty()
                  && !query("sum(cycles_completed_total) > 1").isEmpty());
    }
  }

  @AfterAll
  static void stop() {
    backend.close();
    console.close();
    RunningSystem.get().ai().behave(AiBehaviour.PERFECT);
  }

  @Test
  void everyPanel_showsSomething() throws Exception {
    Set<String> empty = new TreeSet<>();
    try {
      Await.until(
          "an answer for every panel",
          () -> {
            empty.clear();
            empty.addAll(emptyPanels());
            empty.removeAll(EMPTY_FOR_GOOD_REASON);
            return empty.isEmpty();
          });
    } catch (AssertionError late) {
      assertThat(empty).as("panels without an answer").isEmpty();
      throw late;
    }
  }

  @Test
  void everyRule_canBeEvaluated() {
    Await.until(
        "rules that were evaluated",
        () ->
            rules().noneMatch(rule -> rule.get("health").asString().equals("unknown"))
                && rules().count() > 50);

    assertThat(rules())
        .allSatisfy(
            rule -> assertThat(rule.get("health").asString()).as(rule.toString()).isEqualTo("ok"));
  }

  @Test
  void everyCommandOfTheRunbook_works() throws Exception {
    Path output = folder.resolve("runbook.txt");
    ProcessBuilder builder =
        new ProcessBuilder(checkout("scripts/check-runbook").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(servers());
    Process process = builder.start();

    assertThat(process.waitFor(300, TimeUnit.SECONDS)).as("the commands end").isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    assertThat(Files.readAllLines(output)).hasSizeGreaterThan(20);
  }

  @Test
  void everySpanName_standsInTheReference() throws Exception {
    List<Pattern> known = SpanNames.onThePage(checkout("docs/reference/traces.md"));
    URI uri =
        URI.create("http://127.0.0.1:" + console.port() + "/api/services/choice-sherpa/operations");
    JsonNode seen =
        JsonMapper.shared()
            .readTree(Person.send(HttpRequest.newBuilder(uri).build()).body())
            .get("data");

    assertThat(seen.size()).isGreaterThan(10);
    assertThat(seen.valueStream().map(JsonNode::asString))
        .allSatisfy(
            name ->
                assertThat(known).as(name).anyMatch(pattern -> pattern.matcher(name).matches()));
  }

  /** A copy of the rules in which every group is evaluated each second, whatever its own pace. */
  private static Path rulesWithoutIntervals() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("rules"));
    for (Path file : files("stack/prometheus/rules")) {
      String rules = read(file).replaceAll("(?m)^    interval: .*\\R", "");
      Files.writeString(copy.resolve(file.getFileName()), rules);
    }
    return copy;
  }

  private static Map<String, String> servers() {
    Map<String, String> variables = RunningSystem.get().backendVariables();
    String driver =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> Path.of(entry).getFileName().toString().startsWith("postgresql-"))
            .findFirst()
            .orElseThrow();
    return Map.of(
        "BACKEND_PORT", Integer.toString(backend.port()),
        "METRICS_PORT", Integer.toString(backend.metricsPort()),
        "CONSOLE_PORT", Integer.toString(console.port()),
        "OTLP_HTTP_PORT", Integer.toString(console.otlpHttpPort()),
        "BACKEND_LOG", backend.output().toAbsolutePath().toString(),
        "BACKEND_ERRORS", backend.errors().toAbsolutePath().toString(),
        "REDIS", variables.getOrDefault("REDIS_URL", "").replace("redis://", ""),
        "DATABASE_URL", variables.getOrDefault("DATABASE_URL", ""),
        "DATABASE_USERNAME", "postgres",
        "POSTGRESQL_DRIVER", driver);
  }

  private static Set<String> emptyPanels() {
    Set<String> empty = new TreeSet<>();
    for (Path file : files("stack/grafana/dashboards")) {
      JsonNode dashboard = JsonMapper.shared().readTree(read(file));
      for (JsonNode panel : dashboard.get("panels")) {
        String name = file.getFileName() + ", " + panel.path("title").asString();
        for (JsonNode target : panel.path("targets")) {
          if (target.has("expr") && isMetrics(target) && !shows(target.get("expr").asString())) {
            empty.add(name);
          }
        }
      }
    }
    return empty;
  }

  private static boolean isMetrics(JsonNode target) {
    return target.path("datasource").path("type").asString().equals("prometheus");
  }

  private static boolean shows(String expression) {
    JsonNode result =
        query(
            expression
                .replace("$__rate_interval", "10m")
                .replace("$__range", "10m")
                .replace("$environment", ".*")
                .replace("$tier", ".*"));
    for (JsonNode series : result) {
      if (!series.get("value").get(1).asString().equals("NaN")) {
        return true;
      }
    }
    return false;
  }

  private static Stream<JsonNode> rules() {
    return console("/api/v1/rules")
        .get("groups")
        .valueStream()
        .flatMap(group -> group.get("rules").valueStream());
  }

  private static JsonNode query(String expression) {
    return console("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
        .get("result");
  }

  private static JsonNode console(String path) {
    URI uri = URI.create("http://127.0.0.1:" + console.port() + path);
    JsonNode answer =
        JsonMapper.shared().readTree(Person.send(HttpRequest.newBuilder(uri).build()).body());
    assertThat(answer.path("status").asString()).as("%s: %s", path, answer).isEqualTo("success");
    return answer.get("data");
  }

  private static List<Path> files(String directory) {
    File[] files = checkout(directory).toFile().listFiles();
    assertThat(files).isNotEmpty();
    return Arrays.stream(files).map(File::toPath).sorted().toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path checkout(String path) {
    return Path.of("..", path).toAbsolutePath().normalize();
  }
}
