package io.choicesherpa.telemetry.spring;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Whatever {@link System#out} is when a line is written, since programs and tests put another in
 * its place.
 */
final class CurrentStandardOutput extends OutputStream {

  CurrentStandardOutput() {}

  @Override
  public void write(int oneByte) {
    System.out.write(oneByte);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    System.out.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    PrintStream current = System.out;
    // It throws nothing and never forgets: from its first failure on nothing is certain.
    if (current.checkError()) {
      throw new IOException("standard output reports an error");
    }
  }
}
