package io.choicesherpa.console.store;

/** Where an entry stands: its block's number and its place in it, as one number in order. */
final class Ref {

  private static final int OFFSET_BITS = 24;

  private Ref() {}

  static long of(long block, int offset) {
    return (block << OFFSET_BITS) | offset;
  }

  static long block(long ref) {
    return ref >> OFFSET_BITS;
  }

  static int offset(long ref) {
    return (int) (ref & ((1 << OFFSET_BITS) - 1));
  }
}
