package io.choicesherpa.console.store;

import java.util.LinkedHashSet;
import java.util.Set;

/** The ids of the traces let go last. Guarded by the store's lock. */
final class EvictedIds {

  private static final int REMEMBERED = 4096;

  private final Set<TraceId> ids = new LinkedHashSet<>();

  void add(TraceId id) {
    ids.remove(id);
    ids.add(id);
    if (ids.size() > REMEMBERED) {
      ids.remove(ids.iterator().next());
    }
  }

  boolean contains(TraceId id) {
    return ids.contains(id);
  }
}
