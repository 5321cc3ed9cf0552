package io.choicesherpa.demo.faults;

/** A fault that is on; closing it puts everything right again. */
interface RunningFault extends AutoCloseable {
  @Override
  void close();
}
