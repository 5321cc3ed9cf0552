package io.choicesherpa.demo.servers;

import io.choicesherpa.demo.process.ChildProcess;
import io.choicesherpa.demo.process.ProcessRegister;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The backend in a JVM of its own, as it would run anywhere else. */
public final class BackendServer {
  /** What it is called in messages and in the register. */
  public static final String NAME = "backend";

  private static final Duration START_PATIENCE = Duration.ofSeconds(90);
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(2);

  private BackendServer() {}

  /**
   * Starts the process; see {@link #awaitReady}.
   *
   * @param jar the thin jar beside its {@code lib} folder
   * @param archiveOptions of its {@link ClassArchive}
   * @param environment its whole configuration
   * @param output where its log lines go
   * @param errors where everything else goes
   * @throws IOException when it cannot be started
   */
  public static ChildProcess start(
      Path jar,
      List<String> archiveOptions,
      Map<String, String> environment,
      ProcessRegister register,
      Path output,
      Path errors)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(archiveOptions);
    // Ready soon matters more here than the last third of the throughput.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
    command.addAll(List.of("-jar", jar.toString()));
    return ChildProcess.start(NAME, command, environment, register, output, errors);
  }

  /**
   * Waits until it says that it is ready.
   *
   * @throws ServerFailedException when it ends, or does not get ready in time
   */
  public static void awaitReady(ChildProcess backend, int port)
      throws ServerFailedException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
            .timeout(ANSWER_PATIENCE)
            .build();
    Readiness.await(backend, START_PATIENCE, () -> isReady(client, request));
  }

  private static boolean isReady(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
