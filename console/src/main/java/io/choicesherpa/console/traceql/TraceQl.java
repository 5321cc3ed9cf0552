package io.choicesherpa.console.traceql;

import io.choicesherpa.console.store.StoredSpan;
import io.choicesherpa.console.store.TraceSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * A query for traces in TraceQL: spans by conditions on intrinsics and attributes, combined by
 * {@code &&}, {@code ||}, {@code >} and {@code >>}. Immutable, thread-safe.
 *
 * @see <a href="https://grafana.com/docs/tempo/latest/traceql/">TraceQL</a>
 */
public final class TraceQl {

  private final Spanset spans;

  TraceQl(Spanset spans) {
    this.spans = spans;
  }

  /**
   * Reads {@code query}.
   *
   * @throws TraceQlException with line and column when it cannot be read
   */
  public static TraceQl parse(String query) {
    return new TraceQl(new TraceQlParser(query).parse());
  }

  /** Whether it means any span of {@code trace}. */
  public boolean matches(TraceSnapshot trace) {
    return !spans(trace).isEmpty();
  }

  /** The spans of {@code trace} that it means. */
  public List<StoredSpan> spans(TraceSnapshot trace) {
    List<SpanView> views = new ArrayList<>();
    trace.spans().forEach(span -> views.add(new SpanView(span, trace)));
    return spans.of(views).stream().map(SpanView::stored).toList();
  }
}
