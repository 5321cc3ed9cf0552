package io.choicesherpa.benchmarks;

import java.io.OutputStream;

/**
 * Takes lines and keeps a sum of what came, so that no compiler can leave out the work. Sums of
 * several threads may miss each other; nobody reads them.
 */
public final class DiscardingStream extends OutputStream {

  private long sum;

  @Override
  public void write(int b) {
    sum += b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (length > 0) {
      sum += length + bytes[offset] + bytes[offset + length - 1];
    }
  }

  /** What came so far, in one number. */
  public long sum() {
    return sum;
  }
}
