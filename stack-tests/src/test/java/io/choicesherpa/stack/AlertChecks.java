package io.choicesherpa.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Alerts, their tests and their runbook pages are one set. Each check gives what is wrong. */
final class AlertChecks {

  static final Set<String> ANNOTATIONS =
      Set.of("summary", "description", "runbook_url", "dashboard");
  private static final Set<String> SEVERITIES = Set.of("critical", "warning", "info", "none");
  private static final Set<String> OWNERS = Set.of("backend", "ai", "product", "platform");

  /** It fires always: there is no time at which it could be silent. */
  private static final String ALWAYS_FIRING = "Watchdog";

  private static final List<String> SECTIONS =
      List.of("## Meaning", "## Impact", "## Diagnosis", "## Mitigation", "## Escalation");
  private static final Pattern CODE_BLOCK = Pattern.compile("(?m)^```");

  private final StackFiles files;

  AlertChecks(StackFiles files) {
    this.files = files;
  }

  List<String> labelsAndAnnotations() {
    List<String> wrong = new ArrayList<>();
    Set<String> dashboards =
        Dashboard.all(files.dashboards()).stream().map(Dashboard::uid).collect(Collectors.toSet());
    for (AlertRule alert : files.alerts()) {
      String where = alert.nameAndSeverity() + ": ";
      if (!SEVERITIES.contains(alert.severity())) {
        wrong.add(where + "severity is none of " + new TreeSet<>(SEVERITIES));
      }
      if (!OWNERS.contains(alert.labels().getOrDefault("owner", ""))) {
        wrong.add(where + "owner is none of " + new TreeSet<>(OWNERS));
      }
      if (!alert.annotations().keySet().equals(ANNOTATIONS)) {
        wrong.add(where + "annotations are not " + new TreeSet<>(ANNOTATIONS));
      }
      String runbook = "{{ $externalLabels.runbooks_url }}/runbook/" + alert.name() + ".md";
      if (!runbook.equals(alert.annotations().get("runbook_url"))) {
        wrong.add(where + "runbook_url is not " + runbook);
      }
      String dashboard = alert.annotations().getOrDefault("dashboard", "");
      String base = "{{ $externalLabels.dashboards_url }}/d/";
      if (!dashboard.startsWith(base) || !dashboards.contains(dashboard.substring(base.length()))) {
        wrong.add(where + "dashboard leads to none that is here: " + dashboard);
      }
    }
    return wrong;
  }

  List<String> tests() {
    List<String> wrong = new ArrayList<>();
    TestedAlerts tested = TestedAlerts.in(files.ruleTests());
    Set<String> expected = new TreeSet<>();
    for (AlertRule alert : files.alerts()) {
      expected.add(alert.nameAndSeverity());
      if (!tested.firing().contains(alert.nameAndSeverity())) {
        wrong.add(alert.nameAndSeverity() + ": no test expects it to fire");
      }
      if (!alert.name().equals(ALWAYS_FIRING) && !tested.silent().contains(alert.name())) {
        wrong.add(alert.name() + ": no test expects it to be silent");
      }
    }
    tested.firing().stream()
        .filter(name -> !expected.contains(name))
        .forEach(name -> wrong.add(name + ": tested, and no rule"));
    tested.withoutTexts().forEach(name -> wrong.add(name + ": a test leaves out annotations"));
    return wrong;
  }

  List<String> runbookPages() {
    List<String> wrong = new ArrayList<>();
    Set<String> alerts =
        files.alerts().stream().map(AlertRule::name).collect(Collectors.toCollection(TreeSet::new));
    Set<String> pages = new TreeSet<>();
    String index = StackFiles.text(files.path("docs/runbook/README.md"));
    for (Path page : files.runbookPages()) {
      String name = page.getFileName().toString().replace(".md", "");
      if (!index.contains("(" + name + ".md)")) {
        wrong.add(name + ": not in the runbook's index");
      }
      if (name.startsWith("debug-")) {
        continue;
      }
      pages.add(name);
      wrong.addAll(sections(name, StackFiles.text(page)));
    }
    alerts.stream()
        .filter(name -> !pages.contains(name))
        .forEach(name -> wrong.add(name + ": an alert without a runbook page"));
    pages.stream()
        .filter(name -> !alerts.contains(name))
        .forEach(name -> wrong.add(name + ": a runbook page without an alert"));
    return wrong;
  }

  private static List<String> sections(String name, String page) {
    List<String> wrong = new ArrayList<>();
    int at = 0;
    for (String section : SECTIONS) {
      int found = page.indexOf("\n" + section + "\n");
      if (found < at) {
        wrong.add(name + ": the page lacks '" + section + "', or has it out of order");
      }
      at = Math.max(at, found);
    }
    if (!CODE_BLOCK.matcher(page).find()) {
      wrong.add(name + ": the page has no command to copy");
    }
    return wrong;
  }
}
