package io.choicesherpa.backend.adapter.out.ai;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds what lies under an SDK's exception, whose own message may quote the conversation. */
final class Causes {

  private Causes() {}

  /** The nearest I/O failure in {@code failure}'s chain of causes, or null when there is none. */
  static @Nullable IOException io(Throwable failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      // Jackson's complaints are I/O exceptions by descent, and quote what they read.
      if (cause instanceof IOException io
          && !cause.getClass().getName().startsWith("com.fasterxml.jackson.")) {
        return io;
      }
    }
    return null;
  }

  /** What an SDK exception without a kind of its own stands for: a broken stream or bad bytes. */
  static ProviderFailure failure(String provider, RuntimeException failure) {
    IOException io = io(failure);
    return io == null
        ? ProviderFailure.ofMalformed(provider, failure)
        : ProviderFailure.ofIo(provider, io);
  }
}
