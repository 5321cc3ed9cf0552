package io.choicesherpa.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the operator's files, and that each check sees its breach in a copy of them. */
class StackFilesTest {

  private static final String RULES = "stack/prometheus/rules/service.rules.yml";
  private static final String TESTS = "stack/prometheus/tests/service.test.yml";
  private static final String OVERVIEW = "stack/grafana/dashboards/overview.json";
  private static final String JOURNEY = "stack/grafana/dashboards/proact-journey.json";

  private static final String COMPOSE = ComposeChecks.COMPOSE;

  @TempDir Path copy;

  static Stream<Check> checks() {
    return Stream.of(
        new Check("labels and annotations", files -> new AlertChecks(files).labelsAndAnnotations()),
        new Check("tests", files -> new AlertChecks(files).tests()),
        new Check("runbook pages", files -> new AlertChecks(files).runbookPages()),
        new Check("drill", files -> new DrillChecks(files).drill()),
        new Check("training", files -> new DrillChecks(files).training()),
        new Check("dashboard files", files -> new DashboardChecks(files).files()),
        new Check("panels", files -> new DashboardChecks(files).panels()),
        new Check("expressions", files -> new ExpressionChecks(files).expressions()),
        new Check("layout", files -> new DashboardChecks(files).layout()),
        new Check("services", files -> new ComposeChecks(files).services()),
        new Check("mounts", files -> new ComposeChecks(files).mounts()),
        new Check("variables", files -> new ComposeChecks(files).variables()),
        new Check("destinations", files -> new ComposeChecks(files).destinations()),
        new Check("provisioning", files -> new ComposeChecks(files).provisioning()),
        new Check("rules in Kubernetes", files -> new ComposeChecks(files).kubernetesRules()));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void operatorsFiles_pass(Check check) {
    assertThat(check.wrong().apply(StackFiles.OF_THE_CHECKOUT)).isEmpty();
  }

  @Test
  void operatorsFiles_areThere() {
    StackFiles files = StackFiles.OF_THE_CHECKOUT;

    assertThat(files.alerts())
        .extracting(AlertRule::name)
        .contains(
            "HighErrorRate",
            "AIProviderErrors",
            "HighAICosts",
            "SlowResponses",
            "EventBacklog",
            "RateLimitSpike");
    assertThat(files.dashboards()).hasSizeGreaterThanOrEqualTo(5);
  }

  static Stream<Breach> breaches() {
    return Stream.of(
        breach("severity: critical", "severity: loud", RULES, "HighErrorRate (loud): severity"),
        breach("owner: backend", "owner: nobody", RULES, "HighErrorRate (critical): owner"),
        breach("summary: High error", "title: High error", RULES, "annotations are not"),
        breach("runbook/HighErrorRate", "runbook/Elsewhere", RULES, "runbook_url is not"),
        breach("d/choice-sherpa-overview", "d/nowhere", RULES, "dashboard leads to none"),
        breach("alert: SlowResponses", "alert: Sluggish", RULES, "Sluggish (warning): no test"),
        breach("alert: SlowResponses", "alert: Sluggish", RULES, "Sluggish: an alert without a"),
        breach("alert: SlowResponses", "alert: Sluggish", RULES, "SlowResponses: a runbook page"),
        breach("alert: SlowResponses", "alert: Sluggish", RULES, "SlowResponses (warning): tested"),
        breach(
            "alertname: RateLimitSpike",
            "alertname: ServiceDown",
            TESTS,
            "RateLimitSpike: no test expects it to be silent"),
        breach("              summary: High error rate detected\n", "", TESTS, "leaves out"),
        breach("## Impact", "## Effect", "docs/runbook/ServiceDown.md", "lacks '## Impact'"),
        breach("```", "", "docs/runbook/ServiceDown.md", "no command to copy"),
        breach("(ServiceDown.md)", "()", "docs/runbook/README.md", "not in the runbook's index"),
        breach(
            "ServiceDown           |",
            "ServiceGone           |",
            DrillChecks.DRILL,
            "ServiceDown (critical): not in the drill"),
        breach(
            "ServiceDown           |",
            "ServiceGone           |",
            DrillChecks.DRILL,
            "ServiceGone (critical): in the drill, and no rule"),
        breach(
            "| backend-hangs ",
            "| nothing       ",
            DrillChecks.DRILL,
            "backend-hangs: a fault that the drill never uses"),
        breach("To train", "To see", "docs/runbook/ServiceDown.md", "does not say how to train"),
        breach(
            "--fault backend-hangs",
            "--fault frozen",
            "docs/runbook/ServiceDown.md",
            "there is no fault frozen"),
        breach(
            "\"uid\": \"choice-sherpa-journey\"",
            "\"uid\": \"choice-sherpa-overview\"",
            JOURNEY,
            "another dashboard's"),
        breach("\"title\": \"PrOACT Journey\"", "\"title\": \"\"", JOURNEY, "lacks title"),
        breach("\"schemaVersion\": 41", "\"schemaVersion\": 16", OVERVIEW, "schemaVersion"),
        breach("\"panels\": [", "\"boards\": [", OVERVIEW, "has no panel"),
        breach("\"type\": \"stat\"", "\"type\": \"graph\"", OVERVIEW, "type graph"),
        breach("\"id\": 2,", "\"id\": 3,", OVERVIEW, "another panel has its id"),
        breach("\"description\": \"Requests answered", "\"about\": \"", OVERVIEW, "no description"),
        breach("\"unit\": \"reqps\"", "\"unit\": \"\"", OVERVIEW, "has no unit"),
        breach("\"${metrics}\"", "\"P1809F7CD0C75ACF3\"", OVERVIEW, "data source"),
        breach("\"targets\": [", "\"queries\": [", OVERVIEW, "asks nothing"),
        breach("sum by (environment)", "sum by environment", RULES, "HighErrorRate: "),
        breach("http_requests_total", "http_request_total", RULES, "is not in the catalogue"),
        breach("status=~", "code=~", RULES, "http_requests_total has no label code"),
        breach("sum by (status)", "sum by (code)", OVERVIEW, "groups by code, which no"),
        breach("{{status}}", "{{code}}", OVERVIEW, "shows code, which no"),
        breach("stage=\\\"cycle", "stage=\\\"circle", JOURNEY, "never has stage=\"circle\""),
        breach(
            "db_pool_limit",
            "db_pool_max",
            "docs/runbook/DatabasePoolExhausted.md",
            "db_pool_max is"),
        breach("label_values(up", "label_values(upp", OVERVIEW, "metric upp is not"),
        breach("\"w\": 5,", "\"w\": 6,", OVERVIEW, "overlaps"),
        breach("grafana/loki:3.7.8", "grafana/loki:latest", COMPOSE, "loki: image is not pinned"),
        breach("grafana/loki:3.7.8", "grafana/loki", COMPOSE, "loki: image is not pinned"),
        breach("restart: unless-stopped", "init: true", COMPOSE, "loki: no restart policy"),
        breach("healthcheck:", "x-check:", COMPOSE, "loki: neither health check nor"),
        breach(ComposeChecks.NO_HEALTH_CHECK, "why", COMPOSE, "otel-collector: neither health"),
        breach("pids: 400", "cpu: 400", COMPOSE, "backend: limits are not"),
        breach("127.0.0.1:9091:", "9091:", COMPOSE, "prometheus: port is published beyond"),
        breach("./loki:", "./elsewhere:", COMPOSE, "loki: mounted and not there"),
        breach("- loki:/loki", "- logs:/loki", COMPOSE, "loki: volume is not declared"),
        breach("/etc/loki:ro", "/etc/loki", COMPOSE, "loki: mounted for writing"),
        breach(":?see .env.example", ":-x", COMPOSE, "REDIS_PASSWORD is not refused"),
        breach("${KIBANA_PASSWORD:?see .env.example}", "x", COMPOSE, "stands in the file"),
        breach("#LOG_LEVEL", "#LEVEL", ComposeChecks.EXAMPLE, "LOG_LEVEL is not in"),
        breach("REDIS_PASSWORD=", "REDIS_PASSWORD=redis", ComposeChecks.EXAMPLE, "has a value"),
        breach(":-jaeger:", ":-jager:", "stack/collector/sinks/tempo.yaml", "no service: jager"),
        breach("LOKI_URL:", "LOKI:", COMPOSE, "grafana: LOKI_URL is not set"),
        breach("http://loki:3100\n", "http://log:3100\n", COMPOSE, "leads to no service: log"),
        breach("for: 5m", "for: 6m", ComposeChecks.KUBERNETES_RULES, "differs from the rules"));
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void breach_isSeen(Breach breach) throws IOException {
    for (String folder : List.of("stack", "docs/runbook")) {
      copyTo(folder);
    }
    Path file = copy.resolve(breach.file());
    String text = Files.readString(file);
    assertThat(text).contains(breach.find());
    Files.writeString(file, text.replace(breach.find(), breach.put()));

    StackFiles files = new StackFiles(copy);
    assertThat(checks().flatMap(check -> check.wrong().apply(files).stream()))
        .anySatisfy(wrong -> assertThat(wrong).contains(breach.message()));
  }

  private void copyTo(String folder) throws IOException {
    Path from = StackFiles.OF_THE_CHECKOUT.path(folder);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = copy.resolve(folder).resolve(from.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }

  private static Breach breach(String find, String put, String file, String message) {
    return new Breach(find, put, file, message);
  }

  /** A check by its name. */
  record Check(String name, Function<StackFiles, List<String>> wrong) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Every {@code find} in the file becomes {@code put}. */
  record Breach(String find, String put, String file, String message) {
    @Override
    public String toString() {
      return find.strip() + " → " + put.strip() + " in " + file;
    }
  }
}
