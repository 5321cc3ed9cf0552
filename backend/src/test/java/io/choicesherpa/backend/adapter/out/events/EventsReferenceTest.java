package io.choicesherpa.backend.adapter.out.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.backend.adapter.redis.EventTypes;
import io.choicesherpa.backend.domain.DomainEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of types on the reference page is that of the code, with what a payload holds. */
class EventsReferenceTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+\\.[a-z_]+)` \\|(.*)\\|$");
  private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");

  @Test
  void typesOnThePage_areThoseThereAre() throws Exception {
    assertThat(payloadsOnThePage().keySet()).containsExactlyElementsOf(EventTypes.ALL);
  }

  @Test
  void payloadsOnThePage_areThoseThatAreWritten() throws Exception {
    Map<String, Set<String>> page = payloadsOnThePage();
    for (DomainEvent event : EventPayloadsTest.ALL) {
      Set<String> written = new TreeSet<>(EventPayloads.of(event).keySet());
      written.removeAll(Set.of("session_id", "user_id")); // Said before the table.
      assertThat(page.get(event.type())).as(event.type()).isEqualTo(written);
    }
  }

  private static Map<String, Set<String>> payloadsOnThePage() throws Exception {
    String page = Files.readString(Path.of("../docs/reference/events.md"));
    int from = page.indexOf("\n## Types\n");
    assertThat(from).isNotNegative();
    Matcher row = ROW.matcher(page.substring(from, page.indexOf("\n## ", from + 1)));
    Map<String, Set<String>> payloads = new LinkedHashMap<>();
    while (row.find()) {
      Set<String> fields = new TreeSet<>();
      Matcher code = CODE.matcher(row.group(2));
      while (code.find()) {
        fields.add(code.group(1));
      }
      payloads.put(row.group(1), fields);
    }
    return payloads;
  }
}
