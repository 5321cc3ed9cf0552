package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is measured of the HTTP requests that a service answers. {@link #route} is for the hot path:
 * it keeps the bound series of a route. Thread-safe.
 */
public final class HttpMetrics {

  /** The path of a request that no route matched: {@value}; the raw path never is a label. */
  public static final String UNMATCHED_PATH = "/{unmatched}";

  private static final int PATH_LABEL = 1;

  private final CounterFamily requests;
  private final HistogramFamily durations;
  private final Map<String, MethodSeries> methods;
  private final MethodSeries otherMethods;

  /** Binds what can be bound beforehand. */
  public HttpMetrics(Metrics metrics) {
    requests = metrics.counter(StandardMetrics.HTTP_REQUESTS);
    durations = metrics.histogram(StandardMetrics.HTTP_REQUEST_DURATION);
    GaugeFamily inFlight = metrics.gauge(StandardMetrics.HTTP_REQUESTS_IN_FLIGHT);
    LabelDefinition method = StandardMetrics.HTTP_REQUESTS_IN_FLIGHT.labels().get(0);
    Map<String, MethodSeries> known = new ConcurrentHashMap<>();
    for (String value : method.values()) {
      known.put(value, new MethodSeries(value, inFlight.labels(value)));
    }
    otherMethods = new MethodSeries(method.fallback(), inFlight.labels(method.fallback()));
    known.put(method.fallback(), otherMethods);
    methods = known;
  }

  /**
   * The series of a route, made at the first call and kept.
   *
   * @param method as in the request line; an unknown one is {@code _OTHER}
   * @param path the route template, or {@link #UNMATCHED_PATH}
   */
  public HttpRouteMetrics route(String method, String path) {
    return method(method).route(path);
  }

  /** Requests answered with this status so far. */
  public CounterDataPoint requests(String method, String path, String status) {
    return requests.labels(method(method).name, path, status);
  }

  /** How long the requests of a route took. */
  public DistributionDataPoint duration(String method, String path) {
    return durations.labels(method(method).name, path);
  }

  /** Requests of a method being answered now. */
  public GaugeDataPoint inFlight(String method) {
    return method(method).inFlight;
  }

  private MethodSeries method(String method) {
    return methods.getOrDefault(method, otherMethods);
  }

  private final class MethodSeries {
    private final String name;
    private final GaugeDataPoint inFlight;
    private final int maxRoutes =
        StandardMetrics.HTTP_REQUESTS.labels().get(PATH_LABEL).maxValues();
    private final Map<String, HttpRouteMetrics> routes = new ConcurrentHashMap<>();

    MethodSeries(String name, GaugeDataPoint inFlight) {
      this.name = name;
      this.inFlight = inFlight;
    }

    HttpRouteMetrics route(String path) {
      HttpRouteMetrics known = routes.get(path);
      if (known != null) {
        return known;
      }
      // Past the budget every path folds: keeping each would grow with what callers invent.
      return routes.size() < maxRoutes ? routes.computeIfAbsent(path, this::bind) : bind(path);
    }

    private HttpRouteMetrics bind(String template) {
      // Folded once for both metrics, so that they tell of the same paths.
      String path = requests.admit(PATH_LABEL, template);
      return new HttpRouteMetrics(
          status -> requests.labels(name, path, status), durations.labels(name, path));
    }
  }
}
