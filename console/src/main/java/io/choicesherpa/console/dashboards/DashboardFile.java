package io.choicesherpa.console.dashboards;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A dashboard's file, and what a list says of it.
 *
 * @param uid in addresses; the file's name when the file gives none
 * @param panels how many there are, rows not counted
 * @param problem why it cannot be drawn; empty when it can
 * @param json the file as it is
 */
record DashboardFile(
    String uid,
    String title,
    String description,
    List<String> tags,
    int panels,
    String problem,
    String json) {

  static final long MAX_BYTES = 4 << 20;

  private static final int MAX_DEPTH = 100;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  static DashboardFile read(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
    try {
      if (Files.size(file) > MAX_BYTES) {
        return broken(name, "larger than " + MAX_BYTES + " bytes");
      }
      String json = Files.readString(file);
      return new Reading(name, json).read();
    } catch (IOException e) {
      return broken(name, String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable"));
    }
  }

  private static DashboardFile broken(String name, String problem) {
    return new DashboardFile(name, name, "", List.of(), 0, problem, "");
  }

  /** One pass over the file. */
  private static final class Reading {

    private final String json;
    private String uid;
    private String title;
    private String description = "";
    private final List<String> tags = new ArrayList<>();
    private int panels;

    Reading(String name, String json) {
      this.json = json;
      uid = name;
      title = name;
    }

    DashboardFile read() throws IOException {
      try (JsonParser in = JSON.createParser(json)) {
        if (in.nextToken() != JsonToken.START_OBJECT) {
          return broken(uid, "not a JSON object");
        }
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
          in.nextToken();
          switch (field) {
            case "uid" -> uid = in.getValueAsString(uid);
            case "title" -> title = in.getValueAsString(title);
            case "description" -> description = in.getValueAsString("");
            case "tags" -> readTags(in);
            case "panels" -> readPanels(in);
            default -> in.skipChildren();
          }
        }
      }
      return new DashboardFile(uid, title, description, List.copyOf(tags), panels, "", json);
    }

    private void readTags(JsonParser in) throws IOException {
      if (in.currentToken() != JsonToken.START_ARRAY) {
        in.skipChildren();
        return;
      }
      while (in.nextToken() != JsonToken.END_ARRAY) {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
          tags.add(in.getText());
        }
        in.skipChildren();
      }
    }

    /** Rows hold panels while they are folded. */
    private void readPanels(JsonParser in) throws IOException {
      if (in.currentToken() != JsonToken.START_ARRAY) {
        in.skipChildren();
        return;
      }
      while (in.nextToken() != JsonToken.END_ARRAY) {
        if (in.currentToken() == JsonToken.START_OBJECT) {
          readPanel(in);
        } else {
          in.skipChildren();
        }
      }
    }

    private void readPanel(JsonParser in) throws IOException {
      boolean row = false;
      for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
        in.nextToken();
        switch (field) {
          case "type" -> row = in.getValueAsString("").equals("row");
          case "panels" -> readPanels(in);
          default -> in.skipChildren();
        }
      }
      panels += row ? 0 : 1;
    }
  }
}
