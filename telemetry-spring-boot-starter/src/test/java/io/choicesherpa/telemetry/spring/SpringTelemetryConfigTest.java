package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.config.TelemetryConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.env.MockEnvironment;

class SpringTelemetryConfigTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");

  /** What the reference page promises for every application with the library. */
  @Test
  void everyVariableOfTheReference_isAskedOfTheEnvironment() throws Exception {
    StandardEnvironment environment = new StandardEnvironment();
    Set<String> asked = new TreeSet<>();
    environment
        .getPropertySources()
        .addFirst(
            new PropertySource<>("asked", new Object()) {
              @Override
              public @Nullable Object getProperty(String name) {
                asked.add(name);
                return null;
              }
            });
    TelemetryConfig unused = SpringTelemetryConfig.read(environment);

    assertThat(asked).containsAll(rows());
  }

  @Test
  void openTelemetrysVariables_areFoundInWhateverSourceTheyStand() {
    MockEnvironment environment = new MockEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource("file", Map.of("OTEL_BSP_MAX_QUEUE_SIZE", "${queue.size}")));
    environment.setProperty("queue.size", "77");

    assertThat(SpringTelemetryConfig.read(environment).openTelemetryVariables())
        .containsEntry("OTEL_BSP_MAX_QUEUE_SIZE", "77");
  }

  private static Set<String> rows() throws Exception {
    String page = Files.readString(Path.of("../docs/reference/configuration.md"));
    int from = page.indexOf("\n## Library\n");
    assertThat(from).isNotNegative();
    Matcher row = ROW.matcher(page.substring(from, page.indexOf("\n##", from + 1)));
    Set<String> names = new TreeSet<>();
    while (row.find()) {
      names.add(row.group(1));
    }
    assertThat(names).contains("LOG_LEVEL", "AI_CAPTURE_CONTENT");
    return names;
  }
}
