package io.choicesherpa.console.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The errors of one segment by kind, a bounded number of them. Guarded by the store's lock. */
final class ErrorGroups {

  /** Upper estimate of one group. */
  static final int GROUP_BYTES = 2500;

  private static final int MAX_GROUPS = 200;
  private static final int MAX_TRACE_IDS = 10;
  private static final int MAX_SERVICES = 20;

  private static final class Group {
    String type = "";
    String message = "";
    String logger = "";
    LogId newest = new LogId(0, 0);
    long count;
    long firstNanos = Long.MAX_VALUE;
    long lastNanos = Long.MIN_VALUE;
    final Map<String, Long> services = new TreeMap<>();
    final LinkedHashSet<TraceId> traceIds = new LinkedHashSet<>();

    void newer(ErrorGroup other) {
      if (other.lastNanos() >= lastNanos) {
        type = other.type();
        message = other.message();
        logger = other.logger();
        newest = other.newest();
      }
    }

    void addTraceId(TraceId id) {
      traceIds.remove(id);
      traceIds.add(id);
      if (traceIds.size() > MAX_TRACE_IDS) {
        traceIds.remove(traceIds.iterator().next());
      }
    }

    void addService(String service, long errors) {
      if (services.size() < MAX_SERVICES || services.containsKey(service)) {
        services.merge(service, errors, Long::sum);
      }
    }
  }

  private final Map<String, Group> groups = new HashMap<>();
  private final int maxGroups;
  private long ungrouped;

  ErrorGroups() {
    this(MAX_GROUPS);
  }

  private ErrorGroups(int maxGroups) {
    this.maxGroups = maxGroups;
  }

  void add(StoredLog log, ErrorRecord error) {
    TraceId trace = log.traceId();
    add(
        new ErrorGroup(
            error.fingerprint(),
            error.type(),
            error.message(),
            log.origin().scope().getName(),
            1,
            log.timeEpochNanos(),
            log.timeEpochNanos(),
            Map.of(log.origin().service(), 1L),
            trace == null ? List.of() : List.of(trace),
            LogId.of(log)));
  }

  private void add(ErrorGroup other) {
    Group group = groups.get(other.fingerprint());
    if (group == null) {
      if (groups.size() >= maxGroups) {
        ungrouped += other.count();
        return;
      }
      group = new Group();
      groups.put(other.fingerprint(), group);
    }
    group.newer(other);
    group.count += other.count();
    group.firstNanos = Math.min(group.firstNanos, other.firstNanos());
    group.lastNanos = Math.max(group.lastNanos, other.lastNanos());
    other.services().forEach(group::addService);
    List<TraceId> ids = other.traceIds();
    for (int i = ids.size() - 1; i >= 0; i--) {
      group.addTraceId(ids.get(i));
    }
  }

  int size() {
    return groups.size();
  }

  private List<ErrorGroup> toList() {
    List<ErrorGroup> list = new ArrayList<>(groups.size());
    groups.forEach(
        (fingerprint, group) -> {
          List<TraceId> latestFirst = new ArrayList<>(group.traceIds);
          java.util.Collections.reverse(latestFirst);
          list.add(
              new ErrorGroup(
                  fingerprint,
                  group.type,
                  group.message,
                  group.logger,
                  group.count,
                  group.firstNanos,
                  group.lastNanos,
                  group.services,
                  latestFirst,
                  group.newest));
        });
    return list;
  }

  /** All segments' groups together, the latest seen first. */
  static LogSource.Errors merge(Collection<ErrorGroups> oldestFirst, int maxGroups) {
    ErrorGroups merged = new ErrorGroups(maxGroups);
    for (ErrorGroups groups : oldestFirst) {
      groups.toList().forEach(merged::add);
      merged.ungrouped += groups.ungrouped;
    }
    List<ErrorGroup> list = merged.toList();
    list.sort((a, b) -> Long.compare(b.lastNanos(), a.lastNanos()));
    return new LogSource.Errors(list, merged.ungrouped);
  }
}
