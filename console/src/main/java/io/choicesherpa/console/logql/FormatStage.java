package io.choicesherpa.console.logql;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;

/** Stages that change line or labels and leave no line out. */
sealed interface FormatStage extends Stage {

  /** {@code | line_format "…"}. */
  record Line(Template template) implements FormatStage {
    @Override
    public boolean process(LogLine line) {
      line.setText(template.render(line));
      return true;
    }
  }

  /** {@code | label_format new=old, other="…"}: a renamed label goes, a made one is added. */
  record Labels(Map<String, String> renamed, Map<String, Template> made) implements FormatStage {
    @Override
    public boolean process(LogLine line) {
      renamed.forEach(
          (to, from) -> {
            String value = line.get(from);
            line.drop(from);
            line.set(to, value);
          });
      made.forEach((to, template) -> line.set(to, template.render(line)));
      return true;
    }
  }

  /** {@code | drop a, b="x"}; with {@code keep}, all others. */
  record Drop(List<Matcher> conditions, List<String> names, boolean keep) implements FormatStage {
    @Override
    public boolean process(LogLine line) {
      if (keep) {
        for (String name : line.all().keySet()) {
          if (!names.contains(name) && !name.startsWith("__error")) {
            line.drop(name);
          }
        }
        return true;
      }
      names.forEach(line::drop);
      for (Matcher condition : conditions) {
        if (condition.matches(line.get(condition.name()))) {
          line.drop(condition.name());
        }
      }
      return true;
    }
  }

  /** {@code | decolorize}: takes terminal colours out. */
  record Decolorize() implements FormatStage {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    @Override
    public boolean process(LogLine line) {
      line.setText(COLOUR.matcher(line.text()).replaceAll(""));
      return true;
    }
  }
}
