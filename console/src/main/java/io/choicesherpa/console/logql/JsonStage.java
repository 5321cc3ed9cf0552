package io.choicesherpa.console.logql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code | json}: the line's fields become labels, nested ones joined by underscores, arrays left
 * out; or {@code | json name="path.to[0].field"} for those named.
 *
 * @param paths label by the path of its field; empty for all fields
 */
record JsonStage(Map<String, String> paths) implements Stage {

  private static final int MAX_DEPTH = 32;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  @Override
  public boolean process(LogLine line) {
    Map<String, String> found = new TreeMap<>();
    try (JsonParser in = JSON.createParser(line.text())) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        line.fail("JSONParserErr", "the line is no JSON object");
        return true;
      }
      readObject(in, "", found);
    } catch (IOException e) {
      line.fail("JSONParserErr", "the line is no JSON object");
      return true;
    }
    if (paths.isEmpty()) {
      found.forEach(line::extract);
    } else {
      paths.forEach((path, label) -> line.extract(label, found.getOrDefault(path, "")));
    }
    return true;
  }

  private void readObject(JsonParser in, String prefix, Map<String, String> found)
      throws IOException {
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      readValue(in, join(prefix, name), found);
    }
  }

  private String join(String prefix, String name) {
    if (paths.isEmpty()) {
      String plain = LogLabels.name(name);
      return prefix.isEmpty() ? plain : prefix + "_" + plain;
    }
    return prefix.isEmpty() ? name : prefix + "." + name;
  }

  private void readValue(JsonParser in, String path, Map<String, String> found) throws IOException {
    switch (in.currentToken()) {
      case START_OBJECT -> readObject(in, path, found);
      case START_ARRAY -> {
        if (paths.isEmpty()) {
          in.skipChildren();
        } else {
          for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
            readValue(in, path + "[" + i + "]", found);
          }
        }
      }
      case VALUE_NULL -> found.put(path, "");
      default -> found.put(path, in.getText());
    }
  }
}
