package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

  @TempDir Path data;

  private static String traceId(int i) {
    return String.format("%032x", i);
  }

  /** A console as a process of its own, which can be killed. */
  private static final class ConsoleProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    ConsoleProcess(Path data) throws IOException {
      ProcessBuilder builder =
          new ProcessBuilder(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ConsoleApplication.class.getName()));
      builder.environment().keySet().removeIf(name -> name.startsWith("CONSOLE_"));
      builder.environment().put("CONSOLE_PORT", "0");
      builder.environment().put("CONSOLE_OTLP_GRPC_PORT", "0");
      builder.environment().put("CONSOLE_OTLP_HTTP_PORT", "0");
      builder.environment().put("CONSOLE_SCRAPE_TARGETS", "none");
      builder.environment().put("CONSOLE_DATA_DIR", data.toString());
      process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    URI awaitAddress(String label) throws IOException {
      String line = output.readLine();
      while (line != null && !line.startsWith(label)) {
        line = output.readLine();
      }
      assertThat(line).as("output of the console").isNotNull();
      return URI.create(String.valueOf(line).substring(label.length()).strip());
    }

    @Override
    public void close() throws IOException {
      process.destroyForcibly();
      try {
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      output.close();
    }
  }

  @Test
  void killedConsole_leavesWhatItAnsweredForToTheNext() throws IOException {
    try (ConsoleProcess killed = new ConsoleProcess(data)) {
      URI otlp = killed.awaitAddress("OTLP HTTP:");
      for (int i = 1; i <= 100; i++) {
        byte[] spans =
            Otlp.traces(
                    Otlp.resource("shop"),
                    Otlp.span(traceId(i), "0000000000000001", "", "op", i * Otlp.MILLI, 5).build())
                .toByteArray();
        byte[] logs =
            Otlp.logs(
                    Otlp.resource("shop"),
                    "l",
                    Otlp.log(
                        traceId(i),
                        "",
                        i * Otlp.MILLI,
                        SeverityNumber.SEVERITY_NUMBER_ERROR,
                        "line " + i))
                .toByteArray();
        assertThat(post(otlp.resolve("/v1/traces"), spans)).isEqualTo(200);
        assertThat(post(otlp.resolve("/v1/logs"), logs)).isEqualTo(200);
      }
    }
    // As if the last write had been cut in two.
    Path last = data.resolve("traces").resolve("000000000001.journal");
    Files.write(last, new byte[] {0, 0, 0, 99, 1}, java.nio.file.StandardOpenOption.APPEND);

    try (Console next = Console.start(TestConsole.config().dataDirectory(data).build())) {
      assertThat(Http.get(next.uri().resolve("/health")).statusCode()).isEqualTo(200);
      Await.until("logs are back", () -> held(next, "logs") == 100);
      Await.until("spans are back", () -> held(next, "spans") == 100);
      JsonNode trace = Http.json(next.uri().resolve("/api/traces/" + traceId(42)));
      assertThat(trace.at("/data/0/spans/0/operationName").asText()).isEqualTo("op");
      assertThat(
              Http.json(next.uri().resolve("/console/api/traces/" + traceId(42) + "/logs"))
                  .at("/logs/0/body")
                  .asText())
          .isEqualTo("line 42");
      assertThat(Http.json(next.uri().resolve("/console/api/errors")).at("/errors/0/count").asInt())
          .isEqualTo(100);
      assertThatExceptionOfType(ConsoleStartException.class)
          .isThrownBy(() -> Console.start(TestConsole.config().dataDirectory(data).build()))
          .withMessageContaining("CONSOLE_DATA_DIR=" + data)
          .withMessageContaining("in use");
    }
  }

  @Test
  void dataDirectoryThatIsAFile_isNamedAtStart() throws IOException {
    Path file = Files.createFile(data.resolve("file"));
    assertThatExceptionOfType(ConsoleStartException.class)
        .isThrownBy(() -> Console.start(TestConsole.config().dataDirectory(file).build()))
        .withMessageContaining("CONSOLE_DATA_DIR=" + file);
  }

  private static int post(URI uri, byte[] body) {
    return Http.post(uri, body, "content-type", TestConsole.PROTOBUF).statusCode();
  }

  private static long held(Console console, String store) {
    return Http.json(console.uri().resolve("/console/api/overview"))
        .at("/" + store + "/held")
        .asLong();
  }
}
