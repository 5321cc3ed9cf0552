package io.choicesherpa.telemetry.output;

import java.io.IOException;

/** What lines are written to at last; used by one thread only. May block as long as it likes. */
interface LineDestination {

  /** What the destination is called in metrics and messages. */
  OutputName name();

  /**
   * Writes whole lines.
   *
   * @throws IOException if none of them can be counted on to have been written
   */
  void write(byte[] lines, int length) throws IOException;

  /** Gives back what it holds; writes nothing more. */
  void close();
}
