package io.choicesherpa.console.store;

import java.util.LinkedHashSet;
import java.util.Set;

/** The traces whose oldest span stands in a segment. Guarded by the store's lock. */
final class TraceSegment {

  final Set<HeldTrace> traces = new LinkedHashSet<>();
}
