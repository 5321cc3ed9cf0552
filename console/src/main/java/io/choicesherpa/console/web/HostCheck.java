package io.choicesherpa.console.web;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which {@code Host} a request may name when no token guards the port: an address or a name that
 * cannot be pointed here from outside. Otherwise any web site could read the console through its
 * visitor's browser by letting its own name resolve to loopback.
 */
final class HostCheck {

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private HostCheck() {}

  /**
   * Whether {@code authority} is harmless.
   *
   * @param authority host with or without port; empty in HTTP/1.0
   */
  static boolean isHarmless(String authority, String bindAddress) {
    String host = hostOf(authority).toLowerCase(Locale.ROOT);
    return host.isEmpty()
        || host.startsWith("[")
        || IPV4.matcher(host).matches()
        || host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals(bindAddress.toLowerCase(Locale.ROOT));
  }

  private static String hostOf(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') && colon >= 0
        ? authority.substring(0, colon)
        : authority;
  }
}
