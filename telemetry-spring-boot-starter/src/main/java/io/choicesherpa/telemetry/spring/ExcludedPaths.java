package io.choicesherpa.telemetry.spring;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Exact paths of requests that are no traffic: the library's probes, the probes and the scrape of
 * Spring Boot's Actuator where it is there, and what {@value #PROPERTY} names, commas between.
 */
final class ExcludedPaths {

  static final String PROPERTY = "telemetry.http.excluded-paths";

  private static final String ACTUATOR =
      "org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints";
  private static final String ENDPOINTS = "management.endpoints.web.";

  private ExcludedPaths() {}

  static boolean isActuatorPresent(@Nullable ClassLoader classes) {
    return ClassUtils.isPresent(ACTUATOR, classes);
  }

  /**
   * The paths as a request has them.
   *
   * @param baseProperty names the property with what all of the application's paths begin with
   * @param actuator whether Actuator is there
   */
  static Set<String> of(Environment environment, String baseProperty, boolean actuator) {
    Set<String> paths = new LinkedHashSet<>(HealthServlet.PATHS);
    if (actuator) {
      addActuator(environment, paths);
    }
    String named = environment.getProperty(PROPERTY, "");
    Arrays.stream(named.split(",", -1))
        .map(String::strip)
        .filter(path -> !path.isEmpty())
        .forEach(paths::add);
    String base = environment.getProperty(baseProperty, "");
    Set<String> whole = new LinkedHashSet<>();
    paths.forEach(path -> whole.add(joined(base, path)));
    return whole;
  }

  private static void addActuator(Environment environment, Set<String> paths) {
    String base = environment.getProperty(ENDPOINTS + "base-path", "/actuator");
    String health = joined(base, mapped(environment, "health"));
    paths.addAll(
        List.of(
            health,
            health + "/liveness",
            health + "/readiness",
            joined(base, mapped(environment, "prometheus"))));
    if (environment.getProperty(
        "management.endpoint.health.probes.add-additional-paths", Boolean.class, false)) {
      paths.addAll(List.of("/livez", "/readyz"));
    }
  }

  private static String mapped(Environment environment, String endpoint) {
    return environment.getProperty(ENDPOINTS + "path-mapping." + endpoint, endpoint);
  }

  private static String joined(String base, String path) {
    String start = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return start + (path.startsWith("/") ? "" : "/") + path;
  }
}
