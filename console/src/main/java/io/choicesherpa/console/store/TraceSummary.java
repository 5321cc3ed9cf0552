package io.choicesherpa.console.store;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a list shows of a trace.
 *
 * @param rootName name of the root, or of the earliest span while the root is missing
 * @param rootService its service
 * @param rootArrived whether a span without a parent is there
 * @param rootKind its role
 * @param startEpochNanos the earliest start
 * @param durationNanos from there to the latest end
 * @param errorCount spans that failed
 * @param rootFailed whether the root failed
 * @param httpStatus of the root, else of the earliest server span; 0 when there is none
 * @param missingParents spans whose parent is not there
 * @param spansByService how many spans each service has
 */
public record TraceSummary(
    String rootName,
    String rootService,
    boolean rootArrived,
    Span.SpanKind rootKind,
    long startEpochNanos,
    long durationNanos,
    int errorCount,
    boolean rootFailed,
    int httpStatus,
    int missingParents,
    Map<String, Integer> spansByService) {

  /**
   * Sums {@code spans} up.
   *
   * @param spans by start time; not empty
   */
  static TraceSummary of(List<StoredSpan> spans) {
    Set<Long> ids = new HashSet<>();
    spans.forEach(span -> ids.add(span.spanId()));
    StoredSpan first = spans.get(0);
    StoredSpan root = null;
    StoredSpan server = null;
    long end = first.endEpochNanos();
    int errors = 0;
    int missing = 0;
    Map<String, Integer> services = new TreeMap<>();
    for (StoredSpan span : spans) {
      boolean isRoot = span.parentSpanId() == SpanIds.NONE;
      if (isRoot && root == null) {
        root = span;
      }
      if (server == null && span.kind() == Span.SpanKind.SPAN_KIND_SERVER) {
        server = span;
      }
      if (!isRoot && !ids.contains(span.parentSpanId())) {
        missing++;
      }
      end = Math.max(end, span.endEpochNanos());
      errors += span.failed() ? 1 : 0;
      services.merge(span.origin().service(), 1, Integer::sum);
    }
    StoredSpan head = root == null ? first : root;
    int status = head.httpStatus() == 0 && server != null ? server.httpStatus() : head.httpStatus();
    return new TraceSummary(
        head.name(),
        head.origin().service(),
        root != null,
        head.kind(),
        first.startEpochNanos(),
        end - first.startEpochNanos(),
        errors,
        head.failed(),
        status,
        missing,
        services);
  }
}
