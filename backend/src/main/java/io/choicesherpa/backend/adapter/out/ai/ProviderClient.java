package io.choicesherpa.backend.adapter.out.ai;

/** One provider's streaming protocol. Implementations are thread-safe. */
interface ProviderClient extends AutoCloseable {

  /**
   * Makes one attempt, never a second one, and blocks until the answer is whole.
   *
   * <p>Runs on a thread that is bound to an {@link InFlight}; aborting that one ends the HTTP
   * exchange and with it this call.
   *
   * @param listener gets the answer's text in order, and its usage as soon as the provider tells
   *     it, on the calling thread
   * @throws ProviderFailure when there is no whole answer; pieces may have gone out before
   */
  ProviderAnswer stream(ModelRequest request, AnswerListener listener) throws ProviderFailure;

  @Override
  void close();
}
