package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  @Test
  void requestsPastTheLimit_areAskedToComeBackAndLaterLetIn() throws IOException {
    try (Console console = Console.start(TestConsole.config().maxConcurrentRequests(1).build())) {
      try (SlowRequest slow = new SlowRequest(console.otlpHttpPort())) {
        Await.until(
            "the slow one is inside",
            () -> {
              slow.againIfRefused();
              return send(console).statusCode() == 429;
            });

        HttpResponse<byte[]> refused = send(console);

        assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
        assertThat(GrpcProbe.call(console.otlpGrpcPort(), new byte[0], CallOptions.DEFAULT))
            .isEqualTo(Status.Code.UNAVAILABLE);
      }
      Await.until("the slow one has gone", () -> send(console).statusCode() == 200);
      assertThat(
              Http.json(console.uri().resolve("/console/api/overview"))
                  .at("/receivers/overloaded")
                  .asLong())
          .isGreaterThanOrEqualTo(2);
    }
  }

  private static HttpResponse<byte[]> send(Console console) {
    return TestConsole.send(console, "/v1/traces", new byte[0]);
  }

  /** A request that never sends its body; it may itself be one too many while another is inside. */
  private static final class SlowRequest implements AutoCloseable {
    private final int port;
    private Socket socket;

    SlowRequest(int port) throws IOException {
      this.port = port;
      socket = open();
    }

    private Socket open() throws IOException {
      Socket opened = new Socket(InetAddress.getLoopbackAddress(), port);
      opened
          .getOutputStream()
          .write(
              """
              POST /v1/traces HTTP/1.1\r
              Host: localhost\r
              Content-Type: application/x-protobuf\r
              Content-Length: 10\r
              \r
              """
                  .getBytes(StandardCharsets.US_ASCII));
      return opened;
    }

    void againIfRefused() {
      try {
        if (socket.getInputStream().available() > 0) {
          socket.close();
          socket = open();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
