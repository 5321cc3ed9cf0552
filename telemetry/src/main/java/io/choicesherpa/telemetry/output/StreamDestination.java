package io.choicesherpa.telemetry.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** A stream of somebody else's, as a rule the standard output; never closed. */
final class StreamDestination implements LineDestination {
  private final OutputStream stream;

  StreamDestination(OutputStream stream) {
    this.stream = stream;
  }

  @Override
  public OutputName name() {
    return OutputName.STDOUT;
  }

  @Override
  public void write(byte[] lines, int length) throws IOException {
    stream.write(lines, 0, length);
    stream.flush();
    // A PrintStream throws nothing and never forgets: from its first failure on nothing is certain.
    if (stream instanceof PrintStream print && print.checkError()) {
      throw new IOException("the stream reports an error");
    }
  }

  @Override
  public void close() {
    // Its owner does.
  }
}
