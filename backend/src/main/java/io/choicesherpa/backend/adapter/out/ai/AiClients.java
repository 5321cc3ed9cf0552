package io.choicesherpa.backend.adapter.out.ai;

import java.util.Map;

/** The clients of the providers in use, closed together. */
record AiClients(Map<AiProvider, ProviderClient> byProvider) implements AutoCloseable {

  AiClients {
    byProvider = Map.copyOf(byProvider);
  }

  @Override
  public void close() {
    byProvider.values().forEach(ProviderClient::close);
  }
}
