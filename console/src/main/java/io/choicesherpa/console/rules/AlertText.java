package io.choicesherpa.console.rules;

import io.choicesherpa.console.template.Template;
import io.choicesherpa.console.template.TemplateData;
import io.choicesherpa.console.template.TemplateException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The templates of an alert's labels or annotations, by name. Thread-safe. */
final class AlertText {

  private final Map<String, Template> templates = new LinkedHashMap<>();

  /** The reader of rule files has seen to it that they are templates. */
  AlertText(Map<String, String> texts) {
    new TreeMap<>(texts)
        .forEach(
            (name, text) -> {
              try {
                templates.put(name, Template.parse(text));
              } catch (TemplateException e) {
                throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
              }
            });
  }

  /** An alert with a broken text is better than no alert: the error stands in its place. */
  Map<String, String> expand(TemplateData data) {
    Map<String, String> expanded = new LinkedHashMap<>();
    templates.forEach(
        (name, template) -> {
          String text;
          try {
            text = template.expand(data);
          } catch (TemplateException e) {
            text = "<error expanding template: " + e.getMessage() + ">";
          }
          expanded.put(name, text);
        });
    return expanded;
  }
}
