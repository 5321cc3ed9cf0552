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

  @TempDir Path copy;

  static Stream<Check> checks() {
    return Stream.of(
        new Check("labels and annotations", files -> new AlertChecks(files).labelsAndAnnotations()),
        new Check("tests", files -> new AlertChecks(files).tests()),
        new Check("runbook pages", files -> new AlertChecks(files).runbookPages()),
        new Check("dashboard files", files -> new DashboardChecks(files).files()),
        new Check("panels", files -> new DashboardChecks(files).panels()),
        new Check("layout", files -> new DashboardChecks(files).layout()));
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
            "exp_alerts: []", "exp_samples: []", "ServiceDown", TESTS, "expects it to be silent"),
        breach("              summary: High error rate detected\n", "", TESTS, "leaves out"),
        breach("## Impact", "## Effect", "docs/runbook/ServiceDown.md", "lacks '## Impact'"),
        breach("```", "", "docs/runbook/ServiceDown.md", "no command to copy"),
        breach("(ServiceDown.md)", "()", "docs/runbook/README.md", "not in the runbook's index"),
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
        breach("\"w\": 5,", "\"w\": 6,", OVERVIEW, "overlaps"));
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void breach_isSeen(Breach breach) throws IOException {
    for (String folder : List.of("stack", "docs/runbook")) {
      copyTo(folder);
    }
    Path file = copy.resolve(breach.file());
    String text = Files.readString(file);
    int from = text.indexOf(breach.after());
    assertThat(from).as("'%s' in %s", breach.after(), breach.file()).isNotNegative();
    String rest = text.substring(from);
    assertThat(rest).contains(breach.find());
    Files.writeString(file, text.substring(0, from) + rest.replace(breach.find(), breach.put()));

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
    return new Breach(find, put, "", file, message);
  }

  private static Breach breach(String find, String put, String after, String file, String message) {
    return new Breach(find, put, after, file, message);
  }

  /** A check by its name. */
  record Check(String name, Function<StackFiles, List<String>> wrong) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Every {@code find} behind the first {@code after} becomes {@code put}. */
  record Breach(String find, String put, String after, String file, String message) {
    @Override
    public String toString() {
      return find.strip() + " → " + put.strip() + " in " + file;
    }
  }
}
