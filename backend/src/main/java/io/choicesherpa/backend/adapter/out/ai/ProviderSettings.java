package io.choicesherpa.backend.adapter.out.ai;

import io.choicesherpa.telemetry.ai.AiCallRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** Where a provider is and what it is asked with; the key never shows in {@link #toString}. */
record ProviderSettings(String baseUrl, String apiKey) {

  /**
   * Connects and hangs up.
   *
   * @throws IOException if there is no connection to be had in {@code limit}
   */
  void connect(Duration limit) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host(), port()), Math.toIntExact(limit.toMillis()));
    }
  }

  /** The same call, said to go here. */
  AiCallRequest address(AiCallRequest call) {
    return call.to(host(), port());
  }

  private String host() {
    return URI.create(baseUrl).getHost();
  }

  private int port() {
    URI uri = URI.create(baseUrl);
    int schemePort = "https".equals(uri.getScheme()) ? 443 : 80;
    return uri.getPort() < 0 ? schemePort : uri.getPort();
  }

  @Override
  public String toString() {
    return "ProviderSettings[" + baseUrl + "]";
  }
}
