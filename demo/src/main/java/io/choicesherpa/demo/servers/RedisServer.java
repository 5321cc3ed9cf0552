package io.choicesherpa.demo.servers;

import io.choicesherpa.demo.process.ChildProcess;
import io.choicesherpa.demo.process.ProcessRegister;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/** A Redis on 127.0.0.1 that keeps its data in a folder. */
public final class RedisServer {
  /** What it is called in messages and in the register. */
  public static final String NAME = "Redis";

  private static final Duration START_PATIENCE = Duration.ofSeconds(20);
  private static final int ANSWER_PATIENCE_MILLIS = 500;

  /** Exit code of a program that could not be executed, such as one that is still being written. */
  public static final int NOT_EXECUTABLE = 126;

  private RedisServer() {}

  /**
   * Starts the process; it may take a moment until it answers, see {@link #awaitReady}.
   *
   * @param programs where its program is unpacked to
   * @throws IOException when it cannot be unpacked or started
   */
  public static ChildProcess start(
      Path programs, Path data, Path log, int port, ProcessRegister register) throws IOException {
    Files.createDirectories(programs);
    Files.createDirectories(data);
    Path program = ExecutableProvider.newJarResourceProvider(programs.toFile()).get().toPath();
    List<String> command =
        List.of(
            program.toString(),
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--dir",
            data.toString(),
            "--appendonly",
            "yes",
            "--save",
            "",
            "--maxmemory",
            "256mb");
    return ChildProcess.start(NAME, command, Map.of(), register, log, log);
  }

  /**
   * Waits until it answers.
   *
   * @throws ServerFailedException when it ends, or does not answer in time
   */
  public static void awaitReady(ChildProcess redis, int port)
      throws ServerFailedException, InterruptedException {
    Readiness.await(redis, START_PATIENCE, () -> answers(port));
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(ANSWER_PATIENCE_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_PATIENCE_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      // "+PONG"; while its data are loaded it answers "-LOADING …".
      return in.read() == '+';
    } catch (IOException e) {
      return false;
    }
  }
}
