package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.config.ApplicationIdentity;
import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import java.io.Serial;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Reads the library's settings from Spring's environment: the same names whether they stand in a
 * variable of the process, a system property or {@code application.properties}.
 */
final class SpringTelemetryConfig {

  private static final String OPEN_TELEMETRY_PREFIX = "OTEL_";

  /** Where the post-processor, which knows the main class, leaves its package. */
  static final String MAIN_PACKAGE = "telemetry.main-package";

  private static final String DEFAULT_NAME = "application";

  private SpringTelemetryConfig() {}

  /**
   * Reads and checks all settings.
   *
   * @throws ConfigurationException naming every mistake
   */
  static TelemetryConfig read(ConfigurableEnvironment environment) {
    Map<String, String> variables = new Variables(environment);
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> enumerable) {
        for (String name : enumerable.getPropertyNames()) {
          String value =
              name.startsWith(OPEN_TELEMETRY_PREFIX) ? environment.getProperty(name) : null;
          if (value != null) {
            variables.put(name, value);
          }
        }
      }
    }
    return TelemetryConfig.fromEnvironment(variables, identity(environment));
  }

  private static ApplicationIdentity identity(ConfigurableEnvironment environment) {
    String name = environment.getProperty("spring.application.name", "");
    return new ApplicationIdentity(
        name.isBlank() ? DEFAULT_NAME : name,
        environment.getProperty("spring.application.version"),
        environment.getProperty(MAIN_PACKAGE));
  }

  /** Any name can be asked for; only OpenTelemetry's have to be known beforehand. */
  private static final class Variables extends HashMap<String, String> {
    @Serial private static final long serialVersionUID = 1;
    private final transient ConfigurableEnvironment environment;

    Variables(ConfigurableEnvironment environment) {
      this.environment = environment;
    }

    @Override
    public @Nullable String get(Object name) {
      return environment.getProperty(String.valueOf(name));
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
