package io.choicesherpa.console;

import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerPort;
import java.util.concurrent.CompletableFuture;

/**
 * One port of the console. Each is a server of its own, because a server's services answer on all
 * of its ports.
 *
 * @param variable the setting that names the port
 * @param configured the port asked for; 0 for any
 * @param server what listens there
 */
record ListeningPort(String variable, int configured, Server server) {

  CompletableFuture<Void> start() {
    return server.start();
  }

  /**
   * Begins to close the port and its connections. The server's own promise is kept only two idle
   * seconds later, so {@link #isOpen} tells when it is done.
   */
  void stop() {
    CompletableFuture<Void> unused = server.stop();
  }

  boolean isOpen() {
    return !server.activePorts().isEmpty();
  }

  int port() {
    ServerPort active = server.activePort();
    if (active == null) {
      throw new IllegalStateException(variable + " is not open");
    }
    return active.localAddress().getPort();
  }

  ConsoleStartException failure(String address, Throwable cause) {
    return new ConsoleStartException(
        "port "
            + configured
            + " on "
            + address
            + " cannot be opened ("
            + cause.getMessage()
            + "); set "
            + variable
            + " to another one",
        cause);
  }
}
