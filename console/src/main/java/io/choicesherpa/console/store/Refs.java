package io.choicesherpa.console.store;

import java.util.Arrays;

/** A growing list of {@link Ref}s. Guarded by the store's lock. */
final class Refs {

  private long[] refs = new long[2];
  private int size;

  void add(long ref) {
    if (size == refs.length) {
      refs = Arrays.copyOf(refs, size + (size >> 1) + 1);
    }
    refs[size++] = ref;
  }

  int size() {
    return size;
  }

  long get(int index) {
    return refs[index];
  }

  /** Takes those out whose block is {@code from} or later, and before {@code to}. */
  void removeBlocks(long from, long to) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      long block = Ref.block(refs[i]);
      if (block < from || block >= to) {
        refs[kept++] = refs[i];
      }
    }
    size = kept;
  }
}
