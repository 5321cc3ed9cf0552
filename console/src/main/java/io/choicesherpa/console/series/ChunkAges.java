package io.choicesherpa.console.series;

/** How many bytes end when: finds the time before which chunks must go to free so many bytes. */
final class ChunkAges {

  private static final int SLOTS = 512;

  private final long startMillis;
  private final long slotMillis;
  private final long[] bytes = new long[SLOTS];

  /** For chunks that end within these times; others count to the nearest. */
  ChunkAges(long startMillis, long endMillis) {
    this.startMillis = startMillis;
    this.slotMillis = Math.max(1, (endMillis - startMillis) / SLOTS + 1);
  }

  void add(long maxMillis, long heldBytes) {
    long slot = (maxMillis - startMillis) / slotMillis;
    bytes[(int) Math.max(0, Math.min(SLOTS - 1, slot))] += heldBytes;
  }

  /**
   * The earliest such time; all that ends before it is at least {@code wanted}, if there is so
   * much.
   */
  long before(long wanted) {
    long freed = 0;
    for (int slot = 0; slot < SLOTS; slot++) {
      freed += bytes[slot];
      if (freed >= wanted) {
        return startMillis + (slot + 1) * slotMillis;
      }
    }
    return startMillis + SLOTS * slotMillis;
  }
}
