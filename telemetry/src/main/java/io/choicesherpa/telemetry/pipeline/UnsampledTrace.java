package io.choicesherpa.telemetry.pipeline;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An unsampled trace with spans still open in this process. Guarded by its owner's lock. */
final class UnsampledTrace {

  final long startNanos;
  int openSpans;
  int openRoots;
  int lostSpans;
  long bytes;
  List<SpanData> spans = List.of();
  UnsampledTraces.@Nullable Keeping keeping;

  UnsampledTrace(long startNanos) {
    this.startNanos = startNanos;
  }

  void hold(SpanData span, long spanBytes) {
    if (spans.isEmpty()) {
      spans = new ArrayList<>();
    }
    spans.add(span);
    bytes += spanBytes;
  }

  List<SpanData> takeSpans() {
    List<SpanData> taken = spans;
    spans = List.of();
    bytes = 0;
    return taken;
  }
}
