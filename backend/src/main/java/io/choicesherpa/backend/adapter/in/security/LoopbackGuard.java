package io.choicesherpa.backend.adapter.in.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells callers on this machine from all others. A request that came through a proxy is none of
 * ours, and neither is one for a foreign host name: that is a web page whose name was rebound to
 * this machine's address.
 */
final class LoopbackGuard {

  static boolean isLocal(HttpServletRequest request) {
    return isLoopbackLiteral(request.getRemoteAddr())
        && isLoopbackLiteral(request.getLocalAddr())
        && request.getHeader("Forwarded") == null
        && request.getHeader("X-Forwarded-For") == null
        && isLoopbackName(request.getServerName());
  }

  private static boolean isLoopbackName(@Nullable String host) {
    if (host == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost") || isLoopbackLiteral(name);
  }

  private static boolean isLoopbackLiteral(String address) {
    boolean literal =
        address.indexOf(':') >= 0
            || address.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    if (!literal || address.isEmpty()) {
      return false;
    }
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private LoopbackGuard() {}
}
