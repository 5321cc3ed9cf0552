package io.choicesherpa.demo.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds out which ports are taken before anything is started on them. */
public final class PortCheck {
  private PortCheck() {}

  /**
   * One line for each port that is taken, naming its use, its number and, where it can be told, the
   * process that listens; empty when all are free.
   *
   * @param ports use to port number
   */
  public static List<String> taken(Map<String, Integer> ports) {
    List<String> taken = new ArrayList<>();
    ports.forEach(
        (use, port) -> {
          if (!isFree(port)) {
            String holder = PortHolder.find(port).map(who -> " by " + who).orElse("");
            taken.add("port " + port + " (" + use + ") is taken" + holder);
          }
        });
    return taken;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
