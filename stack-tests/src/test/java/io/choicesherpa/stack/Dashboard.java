package io.choicesherpa.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A dashboard file as Grafana reads it. */
record Dashboard(Path file, JsonNode json) {

  private static final JsonMapper JSON = new JsonMapper();

  static List<Dashboard> all(List<Path> files) {
    return files.stream()
        .map(file -> new Dashboard(file, JSON.readTree(StackFiles.text(file))))
        .toList();
  }

  String uid() {
    return text(json, "uid");
  }

  String name() {
    return String.valueOf(file.getFileName());
  }

  /** All panels but rows, those of folded rows too. */
  List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    collect(json.path("panels"), panels);
    return panels;
  }

  private static void collect(JsonNode list, List<JsonNode> panels) {
    for (JsonNode panel : list) {
      if (text(panel, "type").equals("row")) {
        collect(panel.path("panels"), panels);
      } else {
        panels.add(panel);
      }
    }
  }

  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() ? value.asString() : "";
  }
}
