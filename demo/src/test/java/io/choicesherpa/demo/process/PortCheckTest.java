package io.choicesherpa.demo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortCheckTest {

  @Test
  void takenPort_isNamedWithItsUseAndItsHolder() throws Exception {
    try (ServerSocket held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket alsoHeld = new ServerSocket(0)) {
      Map<String, Integer> ports = new LinkedHashMap<>();
      ports.put("backend", held.getLocalPort());
      ports.put("metrics", alsoHeld.getLocalPort());

      String me = " is taken by process " + ProcessHandle.current().pid() + ", ";
      assertThat(PortCheck.taken(ports))
          .hasSize(2)
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("port " + held.getLocalPort() + " (backend)" + me)
                      .endsWith("java"))
          .anySatisfy(
              line ->
                  assertThat(line).startsWith("port " + alsoHeld.getLocalPort() + " (metrics)"));
    }
  }

  @Test
  void freePort_isNotNamed() throws Exception {
    int port;
    try (ServerSocket released = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = released.getLocalPort();
    }

    assertThat(PortCheck.taken(Map.of("console", port))).isEmpty();
  }
}
