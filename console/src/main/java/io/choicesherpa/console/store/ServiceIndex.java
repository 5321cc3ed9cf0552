package io.choicesherpa.console.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which traces and span names each service has. Guarded by the store's lock. */
final class ServiceIndex {

  private static final class Service {
    final NavigableMap<Long, HeldTrace> traces = new TreeMap<>();
    final Map<String, Integer> spansByName = new HashMap<>();
  }

  private final Map<String, Service> services = new HashMap<>();

  void add(HeldTrace trace, String serviceName, String spanName) {
    Service service = services.computeIfAbsent(serviceName, name -> new Service());
    service.traces.put(trace.sequence, trace);
    service.spansByName.merge(spanName, 1, Integer::sum);
  }

  /** Takes one span of a trace out that goes altogether. */
  void remove(HeldTrace trace, String serviceName, String spanName) {
    Service service = services.get(serviceName);
    if (service == null) {
      return; // gone with an earlier span of this very trace
    }
    service.traces.remove(trace.sequence);
    service.spansByName.computeIfPresent(spanName, (key, n) -> n == 1 ? null : n - 1);
    if (service.spansByName.isEmpty()) {
      services.remove(serviceName);
    }
  }

  Collection<HeldTrace> traces(String service) {
    Service entry = services.get(service);
    return entry == null ? List.of() : entry.traces.values();
  }

  SortedSet<String> names() {
    return new TreeSet<>(services.keySet());
  }

  SortedSet<String> operations(String service) {
    Service entry = services.get(service);
    return entry == null ? new TreeSet<>() : new TreeSet<>(entry.spansByName.keySet());
  }
}
