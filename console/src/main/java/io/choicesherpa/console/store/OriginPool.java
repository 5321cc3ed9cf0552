package io.choicesherpa.console.store;

import java.util.HashMap;
import java.util.Map;

/**
 * One copy of each origin in use, counted by its users, so that its bytes are held and reported
 * exactly once. Not thread-safe: the owning store's lock guards it.
 */
final class OriginPool {

  private static final class Shared {
    final Origin origin;
    int users;

    Shared(Origin origin) {
      this.origin = origin;
    }
  }

  private final Map<Origin, Shared> shared = new HashMap<>();
  private long heldBytes;

  /** The shared copy that equals {@code origin}, with one more user. */
  Origin acquire(Origin origin) {
    Shared entry = shared.get(origin);
    if (entry == null) {
      entry = new Shared(origin);
      shared.put(origin, entry);
      heldBytes += origin.heldBytes();
    }
    entry.users++;
    return entry.origin;
  }

  /** Takes one user away; the last one takes the copy along. */
  void release(Origin origin) {
    Shared entry = shared.get(origin);
    if (entry == null) {
      throw new IllegalStateException("released an origin that nobody holds: " + origin.service());
    }
    if (--entry.users == 0) {
      shared.remove(origin);
      heldBytes -= origin.heldBytes();
    }
  }

  long heldBytes() {
    return heldBytes;
  }
}
