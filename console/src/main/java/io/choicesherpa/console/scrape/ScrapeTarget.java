package io.choicesherpa.console.scrape;

import java.net.URI;

/**
 * What to scrape.
 *
 * @param job the {@code job} label
 * @param uri absolute {@code http} address of the exposition, such as {@code
 *     http://127.0.0.1:9090/metrics}
 */
public record ScrapeTarget(String job, URI uri) {

  /** Rejects addresses that cannot be scraped. */
  public ScrapeTarget {
    if (job.isBlank()) {
      throw new IllegalArgumentException("job is blank");
    }
    if (uri.getHost() == null || uri.getUserInfo() != null || !isHttp(uri.getScheme())) {
      throw new IllegalArgumentException(
          "not an http or https address without credentials: " + uri.getScheme() + "://…");
    }
  }

  private static boolean isHttp(String scheme) {
    return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
  }

  /** The {@code instance} label: host and port. */
  public String instance() {
    int port = uri.getPort();
    return uri.getHost() + ":" + (port >= 0 ? port : defaultPort());
  }

  private int defaultPort() {
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }
}
