package io.choicesherpa.backend.adapter.out.ai;

import java.util.function.Consumer;

/** One provider's streaming protocol. Implementations are thread-safe. */
interface ProviderClient extends AutoCloseable {

  /**
   * Makes one attempt, never a second one, and blocks until the answer is whole.
   *
   * <p>Runs on a thread that is bound to an {@link InFlight}; aborting that one ends the HTTP
   * exchange and with it this call.
   *
   * @param pieces gets the answer's text in order, on the calling thread
   * @throws ProviderFailure when there is no whole answer; pieces may have gone out before
   */
  ProviderAnswer stream(ModelRequest request, Consumer<String> pieces) throws ProviderFailure;

  @Override
  void close();
}
