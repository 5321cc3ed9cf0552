package io.choicesherpa.console.template;

import com.google.re2j.Pattern;

/** Hosts with and without their ports and domains. */
final class HostText {

  private static final Pattern IPV4 = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

  private HostText() {}

  static String stripPort(String hostPort) {
    int colon = portColon(hostPort);
    return colon < 0 ? hostPort : withoutBrackets(hostPort.substring(0, colon));
  }

  static String stripDomain(String hostPort) {
    int colon = portColon(hostPort);
    String host = colon < 0 ? hostPort : withoutBrackets(hostPort.substring(0, colon));
    if (host.indexOf(':') >= 0 || IPV4.matches(host)) {
      return hostPort;
    }
    int dot = host.indexOf('.');
    String name = dot < 0 ? host : host.substring(0, dot);
    return colon < 0 ? name : name + hostPort.substring(colon);
  }

  /** Where the port begins; -1 when there is none. */
  private static int portColon(String hostPort) {
    int colon = hostPort.lastIndexOf(':');
    boolean bracketed = hostPort.startsWith("[");
    if (bracketed) {
      return colon > 0 && hostPort.charAt(colon - 1) == ']' ? colon : -1;
    }
    return hostPort.indexOf(':') == colon ? colon : -1;
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
