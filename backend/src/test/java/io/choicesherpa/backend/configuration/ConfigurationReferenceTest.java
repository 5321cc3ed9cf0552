package io.choicesherpa.backend.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.backend.adapter.out.ai.AiConfiguration;
import io.choicesherpa.backend.adapter.out.ratelimit.RateLimitConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The backend's table of the reference page names what is read, no more and no less. */
class ConfigurationReferenceTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)`((?:, `_[A-Z]+`)*) \\|");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+):");
  private static final Map<String, String> KEYS =
      Map.of("OPENAI_API_KEY", "key", "ANTHROPIC_API_KEY", "key");

  @Test
  void backendTable_namesTheVariablesThatAreRead() throws Exception {
    Set<String> read = new TreeSet<>();
    Function<String, @Nullable String> variables =
        name -> {
          read.add(name);
          return KEYS.get(name);
        };
    var unused = BackendSettings.from(variables);
    AiConfiguration.check(variables);
    RateLimitConfiguration.check(variables);
    Matcher placeholder =
        PLACEHOLDER.matcher(Files.readString(Path.of("src/main/resources/application.properties")));
    while (placeholder.find()) {
      read.add(placeholder.group(1));
    }
    read.add("REDIS_URL"); // Read where the client is made.
    read.remove("ENVIRONMENT"); // The library's.

    assertThat(rows()).isEqualTo(read);
  }

  private static Set<String> rows() throws Exception {
    String page = Files.readString(Path.of("../docs/reference/configuration.md"));
    int from = page.indexOf("\n## Backend\n");
    assertThat(from).isNotNegative();
    Matcher row = ROW.matcher(page.substring(from, page.indexOf("\n## ", from + 1)));
    Set<String> names = new TreeSet<>();
    while (row.find()) {
      String name = row.group(1);
      names.add(name);
      // "RATE_LIMIT_MESSAGES_FREE, _PREMIUM" stands for two names with one beginning.
      for (String other : row.group(2).split("[`, ]+", -1)) {
        if (!other.isEmpty()) {
          names.add(name.substring(0, name.lastIndexOf('_')) + other);
        }
      }
    }
    return names;
  }
}
