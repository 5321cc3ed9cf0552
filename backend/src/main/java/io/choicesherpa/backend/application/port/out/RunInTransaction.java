package io.choicesherpa.backend.application.port.out;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes several changes one: all are kept, or none. */
public interface RunInTransaction {

  /** Runs {@code body} on the calling thread; whatever it throws undoes its changes. */
  <T extends @Nullable Object> T call(Supplier<T> body);
}
