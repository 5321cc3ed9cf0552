package io.choicesherpa.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every alert can be seen live: {@code stack/verify --alerts} has it, its page says how to train,
 * and both know the faults that there are. Each check gives what is wrong.
 */
final class DrillChecks {

  static final String DRILL = "stack/verification/drill.sh";
  static final String FAULTS = "docs/runbook/README.md";

  /** It fires without a fault. */
  private static final String ALWAYS_FIRING = "Watchdog";

  private static final Pattern ROW =
      Pattern.compile("(?m)^([A-Za-z]+) *\\| *([a-z]+) *\\| *[a-z-]+ *\\| *([a-z ,-]+?) *\\|");
  private static final Pattern FAULT = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");

  private final StackFiles files;

  DrillChecks(StackFiles files) {
    this.files = files;
  }

  List<String> drill() {
    List<String> wrong = new ArrayList<>();
    Set<String> drilled = new TreeSet<>();
    Set<String> used = new TreeSet<>();
    Matcher row = ROW.matcher(StackFiles.text(files.path(DRILL)));
    while (row.find()) {
      drilled.add(row.group(1) + " (" + row.group(2) + ")");
      used.add(row.group(3).replaceFirst(",.*", ""));
    }
    for (AlertRule alert : files.alerts()) {
      if (!alert.name().equals(ALWAYS_FIRING) && !drilled.remove(alert.nameAndSeverity())) {
        wrong.add(alert.nameAndSeverity() + ": not in the drill");
      }
    }
    drilled.forEach(name -> wrong.add(name + ": in the drill, and no rule"));
    Matcher fault = FAULT.matcher(StackFiles.text(files.path(FAULTS)));
    while (fault.find()) {
      if (!used.contains(fault.group(1))) {
        wrong.add(fault.group(1) + ": a fault that the drill never uses");
      }
    }
    return wrong;
  }

  List<String> training() {
    List<String> wrong = new ArrayList<>();
    Set<String> faults = new TreeSet<>();
    Matcher fault = FAULT.matcher(StackFiles.text(files.path(FAULTS)));
    while (fault.find()) {
      faults.add(fault.group(1));
    }
    Pattern train = Pattern.compile("\nTo train: `\\./run [^`]*--fault ([a-z-]+)[ `]");
    for (Path page : files.runbookPages()) {
      String name = page.getFileName().toString().replace(".md", "");
      if (name.equals(ALWAYS_FIRING) || name.startsWith("debug-")) {
        continue;
      }
      Matcher named = train.matcher(StackFiles.text(page));
      if (!named.find()) {
        wrong.add(name + ": the page does not say how to train");
      } else if (!faults.contains(named.group(1))) {
        wrong.add(name + ": there is no fault " + named.group(1));
      }
    }
    return wrong;
  }
}
