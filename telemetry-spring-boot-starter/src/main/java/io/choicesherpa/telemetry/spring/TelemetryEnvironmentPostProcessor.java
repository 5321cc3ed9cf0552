package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.logging.LevelFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Checks the settings before anything else is made, and tells Spring's logging system what follows
 * from them: JSON lines on the console, and {@code LOG_LEVEL} for every logger.
 *
 * <p>And tells PostgreSQL's driver to keep people's content out of its exceptions. All of it as
 * properties of the lowest precedence, so that the application's own win.
 */
final class TelemetryEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

  private static final String SOURCE_NAME = "telemetryDefaults";

  TelemetryEnvironmentPostProcessor() {}

  /** After the files of configuration have been read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    List<Problem> switches = Switches.problems(environment);
    if (switches.isEmpty() && !isOn(environment, "telemetry.enabled")) {
      return;
    }
    TelemetryConfig config = read(environment, switches);
    Map<String, Object> defaults = new HashMap<>();
    Class<?> mainClass = application.getMainApplicationClass();
    if (mainClass != null) {
      defaults.put(SpringTelemetryConfig.MAIN_PACKAGE, mainClass.getPackageName());
    }
    if (isOn(environment, "telemetry.json-logs.enabled")) {
      defaults.put("logging.structured.format.console", JsonStructuredLogFormatter.class.getName());
      // A banner is no JSON line.
      defaults.put("spring.main.banner-mode", "off");
    }
    LevelFilter levels = LevelFilter.parse(config.logLevel());
    defaults.put("logging.level.root", levels.root().toString());
    levels
        .levels()
        .forEach((logger, level) -> defaults.put("logging.level." + logger, level.toString()));
    if (environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:")) {
      // Else the driver's exceptions quote the rows that the server refuses, and with them whatever
      // people wrote. Other drivers refuse properties that they do not know.
      defaults.put("spring.datasource.hikari.data-source-properties.logServerErrorDetail", "false");
    }
    // Where Reactor is not used by way of Spring Boot, nobody reads it.
    defaults.put("spring.reactor.context-propagation", "auto");
    // Their one-per-batch complaints; the pipeline says it once.
    defaults.putIfAbsent("logging.level.io.opentelemetry.exporter", "OFF");
    environment.getPropertySources().addLast(new MapPropertySource(SOURCE_NAME, defaults));
  }

  private static TelemetryConfig read(ConfigurableEnvironment environment, List<Problem> switches) {
    List<Problem> problems = new ArrayList<>();
    try {
      TelemetryConfig config = SpringTelemetryConfig.read(environment);
      if (switches.isEmpty()) {
        return config;
      }
    } catch (ConfigurationException e) {
      problems.addAll(e.problems());
    }
    problems.addAll(switches);
    throw new InvalidTelemetryConfigurationException(new ConfigurationException(problems));
  }

  private static boolean isOn(ConfigurableEnvironment environment, String property) {
    return environment.getProperty(property, Boolean.class, true);
  }
}
