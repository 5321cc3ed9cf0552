package io.choicesherpa.stack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What holds for every dashboard. Each check gives what is wrong. */
final class DashboardChecks {

  /** What Grafana has and the console draws. */
  private static final Set<String> TYPES =
      Set.of(
          "timeseries",
          "stat",
          "gauge",
          "bargauge",
          "barchart",
          "table",
          "heatmap",
          "piechart",
          "logs",
          "traces",
          "text");

  private static final Set<String> WITHOUT_UNIT = Set.of("logs", "traces", "text");
  private static final Set<String> DATA_SOURCES =
      Set.of("${metrics}", "${logs}", "${traces}", "-- Grafana --");
  private static final int OLDEST_SCHEMA = 41;

  private final StackFiles files;

  DashboardChecks(StackFiles files) {
    this.files = files;
  }

  List<String> files() {
    List<String> wrong = new ArrayList<>();
    Set<String> uids = new HashSet<>();
    for (Dashboard dashboard : Dashboard.all(files.dashboards())) {
      String where = dashboard.name() + ": ";
      if (dashboard.uid().isEmpty() || !uids.add(dashboard.uid())) {
        wrong.add(where + "uid '" + dashboard.uid() + "' is empty or another dashboard's");
      }
      if (Dashboard.text(dashboard.json(), "title").isEmpty()
          || Dashboard.text(dashboard.json(), "description").isEmpty()) {
        wrong.add(where + "lacks title or description");
      }
      if (dashboard.json().path("schemaVersion").asInt(0) < OLDEST_SCHEMA) {
        wrong.add(where + "schemaVersion is not " + OLDEST_SCHEMA + " or newer");
      }
      if (dashboard.panels().isEmpty()) {
        wrong.add(where + "has no panel; only the bare dashboard is provisioned");
      }
    }
    return wrong;
  }

  List<String> panels() {
    List<String> wrong = new ArrayList<>();
    for (Dashboard dashboard : Dashboard.all(files.dashboards())) {
      Set<Integer> ids = new HashSet<>();
      for (JsonNode panel : dashboard.panels()) {
        String where = dashboard.name() + ", '" + Dashboard.text(panel, "title") + "': ";
        String type = Dashboard.text(panel, "type");
        if (!TYPES.contains(type)) {
          wrong.add(where + "type " + type + " is none of " + new TreeSet<>(TYPES));
        }
        if (!ids.add(panel.path("id").asInt(0))) {
          wrong.add(where + "another panel has its id");
        }
        if (Dashboard.text(panel, "description").isEmpty()) {
          wrong.add(where + "has no description");
        }
        boolean metrics = Dashboard.text(panel.path("datasource"), "type").equals("prometheus");
        String unit = Dashboard.text(panel.path("fieldConfig").path("defaults"), "unit");
        if (metrics && !WITHOUT_UNIT.contains(type) && unit.isEmpty()) {
          wrong.add(where + "has no unit");
        }
        if (!type.equals("text")) {
          wrong.addAll(sources(where, panel));
        }
      }
    }
    return wrong;
  }

  private static List<String> sources(String where, JsonNode panel) {
    List<String> wrong = new ArrayList<>();
    List<JsonNode> sources = new ArrayList<>(List.of(panel.path("datasource")));
    for (JsonNode target : panel.path("targets")) {
      sources.add(target.path("datasource"));
    }
    if (sources.size() == 1) {
      wrong.add(where + "asks nothing");
    }
    for (JsonNode source : sources) {
      if (!DATA_SOURCES.contains(Dashboard.text(source, "uid"))) {
        wrong.add(where + "data source is not one of the variables: " + source);
      }
    }
    return wrong;
  }

  List<String> layout() {
    List<String> wrong = new ArrayList<>();
    for (Dashboard dashboard : Dashboard.all(files.dashboards())) {
      Set<String> taken = new HashSet<>();
      for (JsonNode panel : dashboard.json().path("panels")) {
        JsonNode at = panel.path("gridPos");
        for (int x = at.path("x").asInt(0);
            x < at.path("x").asInt(0) + at.path("w").asInt(0);
            x++) {
          for (int y = at.path("y").asInt(0);
              y < at.path("y").asInt(0) + at.path("h").asInt(0);
              y++) {
            if (x >= 24 || !taken.add(x + "," + y)) {
              wrong.add(dashboard.name() + ", '" + Dashboard.text(panel, "title") + "': overlaps");
              y = Integer.MAX_VALUE - 1;
              x = Integer.MAX_VALUE - 1;
            }
          }
        }
      }
    }
    return wrong;
  }
}
