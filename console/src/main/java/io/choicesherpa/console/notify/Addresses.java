package io.choicesherpa.console.notify;

import java.net.URI;

/** Addresses as they may be shown: webhooks carry secrets in path and query. */
final class Addresses {

  private Addresses() {}

  static String withoutSecrets(URI uri) {
    return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }
}
