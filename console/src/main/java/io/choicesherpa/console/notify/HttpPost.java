package io.choicesherpa.console.notify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Posts JSON. */
final class HttpPost {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MAX_REASON_CHARS = 200;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI uri;

  HttpPost(URI uri) {
    this.uri = uri;
  }

  void send(byte[] json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(LIMIT)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      String reason = response.body().strip();
      throw new IOException(
          "status "
              + response.statusCode()
              + ": "
              + reason.substring(0, Math.min(reason.length(), MAX_REASON_CHARS)));
    }
  }
}
