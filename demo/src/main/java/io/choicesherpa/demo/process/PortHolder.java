package io.choicesherpa.demo.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells who listens on a port from Linux's {@code /proc}: the socket's inode stands in {@code
 * /proc/net/tcp}, and again in the list of open files of the process that holds it. Only a
 * courtesy: where anything of this cannot be read (another system, another user's process) it finds
 * nothing.
 */
final class PortHolder {
  private static final String LISTENING = "0A";

  private PortHolder() {}

  static Optional<String> find(int port) {
    try {
      Set<String> sockets = new HashSet<>();
      for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
        Path file = Path.of(table);
        if (Files.isReadable(file)) {
          addListening(Files.readAllLines(file), port, sockets);
        }
      }
      return sockets.isEmpty()
          ? Optional.empty()
          : ProcessHandle.allProcesses()
              .filter(process -> holds(process, sockets))
              .findFirst()
              .map(PortHolder::describe);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void addListening(List<String> lines, int port, Set<String> sockets) {
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    for (String line : lines) {
      String[] columns = line.strip().split("\\s+", -1);
      if (columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTENING)) {
        sockets.add("socket:[" + columns[9] + "]");
      }
    }
  }

  private static boolean holds(ProcessHandle process, Set<String> sockets) {
    Path files = Path.of("/proc", Long.toString(process.pid()), "fd");
    if (!Files.isReadable(files)) {
      return false;
    }
    try (Stream<Path> open = Files.list(files)) {
      return open.anyMatch(file -> sockets.contains(target(file)));
    } catch (IOException e) {
      return false;
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // Closed in the meantime.
    }
  }

  private static String describe(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> "process " + process.pid() + ", " + command)
        .orElse("process " + process.pid());
  }
}
