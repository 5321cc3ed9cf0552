package io.choicesherpa.promql.script;

import io.choicesherpa.promql.parser.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Offsets from samples to when they started to count: {@code _x2 -30s-1mx2 0s}. */
final class StartNotation {

  private static final Pattern NONE = Pattern.compile("_(?:x(\\d{1,7}))?");
  private static final Pattern ITEM =
      Pattern.compile("([+-]?)(\\d+[a-z]+?|0)(?:([+-])(\\d+[a-z]+?|0))?(?:x(\\d{1,7}))?");

  private StartNotation() {}

  /**
   * Milliseconds each, null where none is given.
   *
   * @throws IllegalArgumentException when {@code text} is none
   */
  static List<@Nullable Long> parse(String text) {
    List<@Nullable Long> offsets = new ArrayList<>();
    for (String item : SeriesNotation.items(text)) {
      Matcher none = NONE.matcher(item);
      Matcher some = ITEM.matcher(item);
      if (none.matches()) {
        int count = none.group(1) == null ? 1 : Integer.parseInt(none.group(1));
        for (int i = 0; i < count; i++) {
          offsets.add(null);
        }
      } else if (some.matches() && (some.group(3) == null || some.group(5) != null)) {
        add(some, offsets);
      } else {
        throw new IllegalArgumentException("invalid @st item: " + item);
      }
    }
    return offsets;
  }

  private static void add(Matcher item, List<@Nullable Long> offsets) {
    long offset = signed(item.group(1), item.group(2));
    long step = item.group(3) == null ? 0 : signed(item.group(3), item.group(4));
    int repeats = item.group(5) == null ? 0 : Integer.parseInt(item.group(5));
    for (int i = 0; i <= repeats; i++) {
      offsets.add(offset);
      offset += step;
    }
  }

  private static long signed(String sign, String duration) {
    long millis = Durations.parseMillis(duration);
    return sign.equals("-") ? -millis : millis;
  }
}
