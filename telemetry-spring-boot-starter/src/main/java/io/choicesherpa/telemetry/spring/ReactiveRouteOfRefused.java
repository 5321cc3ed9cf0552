package io.choicesherpa.telemetry.spring;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;

/**
 * The controller's route that a request was for which WebFlux has refused, for a method that the
 * path does not take, or a filter before it. Thread-safe.
 */
final class ReactiveRouteOfRefused {

  private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;
  private volatile @Nullable List<RequestMappingInfoHandlerMapping> ordered;

  ReactiveRouteOfRefused(ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  /** The most specific pattern that the path fits; null for none. */
  @Nullable String route(ServerWebExchange exchange) {
    return ordered().stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .map(RequestMappingInfo::getPatternsCondition)
        .map(patterns -> patterns.getMatchingCondition(exchange))
        .filter(Objects::nonNull)
        .min((one, other) -> one.compareTo(other, exchange))
        .flatMap(best -> best.getPatterns().stream().findFirst())
        .map(PathPattern::getPatternString)
        .orElse(null);
  }

  private List<RequestMappingInfoHandlerMapping> ordered() {
    List<RequestMappingInfoHandlerMapping> known = ordered;
    if (known == null) {
      known = mappings.orderedStream().toList();
      ordered = known;
    }
    return known;
  }
}
