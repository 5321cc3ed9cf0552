package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The console's table of the reference page names what is read, no more and no less. */
class ConfigurationReferenceTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");

  @Test
  void consoleTable_namesTheVariablesThatAreRead() throws Exception {
    AskedFor variables = new AskedFor();
    ConsoleConfig.fromEnvironment(variables);

    assertThat(rows("## Console")).isEqualTo(variables.names);
  }

  private static Set<String> rows(String section) throws Exception {
    String page = Files.readString(Path.of("../docs/reference/configuration.md"));
    int from = page.indexOf("\n" + section + "\n");
    assertThat(from).as(section).isNotNegative();
    int to = page.indexOf("\n##", from + 1);
    Matcher row = ROW.matcher(page.substring(from, to));
    Set<String> names = new TreeSet<>();
    while (row.find()) {
      names.add(row.group(1));
    }
    return names;
  }

  /** An environment in which nothing is set, and that remembers what was asked for. */
  private static final class AskedFor extends HashMap<String, String> {
    @Serial private static final long serialVersionUID = 1;
    private final transient Set<String> names = new TreeSet<>();

    @Override
    public @Nullable String get(Object name) {
      names.add(String.valueOf(name));
      return null;
    }

    @Override
    public String getOrDefault(Object name, String otherwise) {
      names.add(String.valueOf(name));
      return otherwise;
    }

    @Override
    public boolean containsKey(Object name) {
      names.add(String.valueOf(name));
      return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
