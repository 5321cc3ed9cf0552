package io.choicesherpa.console.traceql;

import io.choicesherpa.console.store.SpanIds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which spans of a trace a query means. Immutable, thread-safe. */
sealed interface Spanset {

  /** The spans meant; empty when the trace is not. */
  Set<SpanView> of(List<SpanView> trace);

  /** {@code {…}}. */
  record Filter(SpanCondition condition) implements Spanset {
    @Override
    public Set<SpanView> of(List<SpanView> trace) {
      Set<SpanView> found = new LinkedHashSet<>();
      for (SpanView view : trace) {
        if (condition.test(view)) {
          found.add(view);
        }
      }
      return found;
    }
  }

  /** {@code {…} && {…}}: both are there; and {@code ||}: one is. */
  record Both(Spanset left, Spanset right, boolean and) implements Spanset {
    @Override
    public Set<SpanView> of(List<SpanView> trace) {
      Set<SpanView> l = left.of(trace);
      Set<SpanView> r = right.of(trace);
      if (and && (l.isEmpty() || r.isEmpty())) {
        return Set.of();
      }
      Set<SpanView> both = new LinkedHashSet<>(l);
      both.addAll(r);
      return both;
    }
  }

  /** {@code {…} > {…}}: those on the right with a parent on the left; {@code >>}: an ancestor. */
  record Below(Spanset upper, Spanset lower, boolean directly) implements Spanset {
    @Override
    public Set<SpanView> of(List<SpanView> trace) {
      Set<Long> above = new HashSet<>();
      upper.of(trace).forEach(view -> above.add(view.stored().spanId()));
      Map<Long, Long> parents = new HashMap<>();
      trace.forEach(view -> parents.put(view.stored().spanId(), view.stored().parentSpanId()));
      Set<SpanView> found = new LinkedHashSet<>();
      for (SpanView view : lower.of(trace)) {
        if (isBelow(view.stored().parentSpanId(), above, parents)) {
          found.add(view);
        }
      }
      return found;
    }

    private boolean isBelow(long parent, Set<Long> above, Map<Long, Long> parents) {
      long at = parent;
      // A hostile sender's parents may go in a circle.
      for (int steps = 0; at != SpanIds.NONE && steps <= parents.size(); steps++) {
        if (above.contains(at)) {
          return true;
        }
        if (directly) {
          return false;
        }
        at = parents.getOrDefault(at, SpanIds.NONE);
      }
      return false;
    }
  }
}
