package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.servlet.RouteResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

/**
 * The route that Spring MVC chose; and for a request that a filter refused before Spring MVC looked
 * (a missing token), or that Spring MVC itself refused (a method that the path does not take), the
 * route of the controller or WebSocket that it was for.
 */
final class RouteOfRefused implements RouteResolver {

  private final RouteResolver chosen = new SpringMvcRoute();
  private final ObjectProvider<HandlerMapping> mappings;
  private volatile @Nullable List<HandlerMapping> ordered;

  /** Asks {@code mappings} in their order, as the dispatcher does. */
  RouteOfRefused(ObjectProvider<HandlerMapping> mappings) {
    this.mappings = mappings;
  }

  @Override
  public @Nullable String route(HttpServletRequest request) {
    if (request.getAttribute(SpringMvcRoute.ATTRIBUTE) == null) {
      choose(request);
    }
    return chosen.route(request);
  }

  /** What is chosen stands in the request's attribute afterwards. */
  private void choose(HttpServletRequest request) {
    boolean parsedBefore = ServletRequestPathUtils.hasParsedRequestPath(request);
    try {
      if (!parsedBefore) {
        ServletRequestPathUtils.parseAndCache(request);
      }
      for (HandlerMapping mapping : ordered()) {
        HandlerExecutionChain chain = mapping.getHandler(request);
        if (chain != null) {
          if (mapping instanceof AbstractUrlHandlerMapping urls) {
            choose(request, urls, chain.getHandler());
          }
          return;
        }
      }
    } catch (Exception e) {
      chooseByPath(request);
    } finally {
      if (!parsedBefore) {
        ServletRequestPathUtils.clearParsedRequestPath(request);
      }
    }
  }

  /** A method, a format or a parameter that no controller of this path takes: the path tells. */
  private void chooseByPath(HttpServletRequest request) {
    request.removeAttribute(SpringMvcRoute.ATTRIBUTE);
    if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
      return; // It cannot be read.
    }
    ordered().stream()
        .filter(RequestMappingInfoHandlerMapping.class::isInstance)
        .flatMap(m -> ((RequestMappingInfoHandlerMapping) m).getHandlerMethods().keySet().stream())
        .map(RequestMappingInfo::getPathPatternsCondition)
        .filter(Objects::nonNull)
        .map(patterns -> patterns.getMatchingCondition(request))
        .filter(Objects::nonNull)
        .min((one, other) -> one.compareTo(other, request))
        .ifPresent(best -> request.setAttribute(SpringMvcRoute.ATTRIBUTE, best.getFirstPattern()));
  }

  /** Such a mapping leaves its pattern only when the dispatcher goes on with what it found. */
  private static void choose(
      HttpServletRequest request, AbstractUrlHandlerMapping urls, Object handler) {
    PathContainer path =
        ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication();
    urls.getPathPatternHandlerMap().entrySet().stream()
        .filter(entry -> entry.getValue() == handler && entry.getKey().matches(path))
        .map(Map.Entry::getKey)
        .min(PathPattern.SPECIFICITY_COMPARATOR)
        .ifPresent(
            pattern -> request.setAttribute(SpringMvcRoute.ATTRIBUTE, pattern.getPatternString()));
  }

  private List<HandlerMapping> ordered() {
    List<HandlerMapping> known = ordered;
    if (known == null) {
      known = mappings.orderedStream().toList();
      ordered = known;
    }
    return known;
  }
}
