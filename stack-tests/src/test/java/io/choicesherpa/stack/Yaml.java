package io.choicesherpa.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML as maps, lists and texts; what is not there is empty. */
final class Yaml {
  private Yaml() {}

  static Map<String, Object> read(Path file) {
    return map(
        new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions()))
            .load(StackFiles.text(file)));
  }

  static Map<String, Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        ? map.entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .collect(Collectors.toMap(entry -> String.valueOf(entry.getKey()), Map.Entry::getValue))
        : Map.of();
  }

  static List<Map<String, Object>> maps(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(Yaml::map).toList() : List.of();
  }

  static Map<String, String> texts(@Nullable Object value) {
    return map(value).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
  }

  static String text(@Nullable Object value) {
    return value == null ? "" : String.valueOf(value);
  }
}
