package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  @Test
  void requestsPastTheLimit_areAskedToComeBackAndLaterLetIn() throws IOException {
    try (Console console = Console.start(TestConsole.config().maxConcurrentRequests(1).build())) {
      try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), console.otlpHttpPort())) {
        OutputStream out = slow.getOutputStream();
        out.write(
            """
            POST /v1/traces HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/x-protobuf\r
            Content-Length: 10\r
            \r
            """
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        Await.until("the slow one is inside", () -> send(console).statusCode() == 503);

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
}
