package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.servlet.RouteResolver;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The pattern that Spring MVC matched, which it leaves as an attribute of the request. */
final class SpringMvcRoute implements RouteResolver {

  /** {@code HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE}; spelt out so as not to need MVC. */
  static final String ATTRIBUTE =
      "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

  /** What the handler of static resources, the last resort for unknown paths, is mapped to. */
  private static final String EVERYTHING = "/**";

  @Override
  public @Nullable String route(HttpServletRequest request) {
    Object pattern = request.getAttribute(ATTRIBUTE);
    if (pattern == null || EVERYTHING.equals(pattern.toString())) {
      return null;
    }
    return pattern.toString();
  }
}
