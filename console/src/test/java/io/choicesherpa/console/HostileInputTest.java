package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import com.google.rpc.Status;
import io.grpc.CallOptions;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {

  private static final int MAX_BYTES = 64 << 10;

  private static Console console;

  @BeforeAll
  static void start() {
    console = Console.start(TestConsole.config().maxRequestBytes(MAX_BYTES).build());
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @AfterEach
  void stillHealthy() {
    assertThat(Http.get(console.uri().resolve("/health")).statusCode()).isEqualTo(200);
    assertThat(
            TestConsole.sendTraces(
                    console,
                    Otlp.traces(
                        Otlp.resource("s"),
                        Otlp.span(
                                "000000000000000000000000000000aa",
                                "0000000000000001",
                                "",
                                "n",
                                1,
                                1)
                            .build()))
                .statusCode())
        .isEqualTo(200);
  }

  private static Status status(HttpResponse<byte[]> response) throws IOException {
    assertThat(response.headers().firstValue("content-type")).hasValue("application/x-protobuf");
    return Status.parseFrom(response.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/traces", "/v1/logs", "/v1/metrics"})
  void http_bodyThatIsNoProtobufIsABadRequestWithAStatus(String path) throws IOException {
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);

    HttpResponse<byte[]> response = TestConsole.send(console, path, noise);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(status(response).getCode()).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
    assertThat(status(response).getMessage()).startsWith("not an OTLP message: ");
  }

  @Test
  void http_bodyThatIsNoGzipIsABadRequest() throws IOException {
    HttpResponse<byte[]> response =
        TestConsole.send(console, "/v1/traces", new byte[] {1, 2, 3}, "content-encoding", "gzip");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(status(response).getMessage()).startsWith("not gzip: ");
  }

  @Test
  void http_unknownEncodingAndTypeAreRefused() throws IOException {
    assertThat(
            TestConsole.send(console, "/v1/traces", new byte[0], "content-encoding", "br")
                .statusCode())
        .isEqualTo(415);
    HttpResponse<byte[]> text =
        Http.post(
            console.otlpHttpEndpoint().resolve("/v1/traces"),
            new byte[] {'{', '}'},
            "content-type",
            "text/plain");
    assertThat(text.statusCode()).isEqualTo(415);
    assertThat(status(text).getMessage()).contains("application/x-protobuf");
  }

  @Test
  void http_tooLargeBodyIsRefusedPlainAndCompressed() throws IOException {
    assertThat(TestConsole.send(console, "/v1/traces", new byte[MAX_BYTES + 1]).statusCode())
        .isEqualTo(413);
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write(new byte[20 << 20]);
    }
    assertThat(bomb.size()).isLessThan(MAX_BYTES);

    HttpResponse<byte[]> response =
        TestConsole.send(console, "/v1/traces", bomb.toByteArray(), "content-encoding", "gzip");

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(status(response).getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED_VALUE);
  }

  @Test
  void http_otherMethodsAndPathsAreRefused() {
    assertThat(Http.get(console.otlpHttpEndpoint().resolve("/v1/traces")).statusCode())
        .isEqualTo(405);
    assertThat(TestConsole.send(console, "/v1/profiles", new byte[0]).statusCode()).isEqualTo(404);
    assertThat(TestConsole.send(console, "/api/traces", new byte[0]).statusCode()).isEqualTo(404);
  }

  @Test
  void grpc_messageThatIsNoProtobufIsAnInvalidArgument() {
    assertThat(
            GrpcProbe.call(
                console.otlpGrpcPort(), new byte[] {(byte) 0xff, 3, 9}, CallOptions.DEFAULT))
        .isEqualTo(io.grpc.Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void grpc_tooLargeMessageIsRefusedPlainAndCompressed() {
    byte[] large = new byte[MAX_BYTES + 1];
    byte[] bomb =
        Otlp.traces(
                Otlp.resource("s"),
                Otlp.span(
                        "000000000000000000000000000000aa",
                        "0000000000000001",
                        "",
                        "n".repeat(20 << 20),
                        1,
                        1)
                    .build())
            .toByteArray();
    assertThat(GrpcProbe.call(console.otlpGrpcPort(), large, CallOptions.DEFAULT))
        .isEqualTo(io.grpc.Status.Code.RESOURCE_EXHAUSTED);
    assertThat(
            GrpcProbe.call(
                console.otlpGrpcPort(), bomb, CallOptions.DEFAULT.withCompression("gzip")))
        .isEqualTo(io.grpc.Status.Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void spansWithoutValidIds_areRejectedByNumberAndTheOthersKept() throws IOException {
    HttpResponse<byte[]> response =
        TestConsole.sendTraces(
            console,
            Otlp.traces(
                Otlp.resource("ids"),
                Otlp.span("000000000000000000000000000000b1", "0000000000000001", "", "good", 1, 1)
                    .build(),
                Otlp.span("00000000000000000000000000000000", "0000000000000001", "", "zero", 1, 1)
                    .build(),
                Otlp.span("0011", "0000000000000001", "", "short", 1, 1).build(),
                Otlp.span("000000000000000000000000000000b1", "0000000000000000", "", "zero", 1, 1)
                    .build()));

    ExportTraceServiceResponse answer = ExportTraceServiceResponse.parseFrom(response.body());
    assertThat(answer.getPartialSuccess().getRejectedSpans()).isEqualTo(3);
    assertThat(Http.json(console.uri().resolve("/api/services/ids/operations")).at("/data"))
        .isEqualTo(Http.parse("[\"good\"]"));
  }

  @Test
  void randomBytesOnEveryPort_harmNothing() throws IOException {
    Random random = new Random(42);
    int[] ports = {console.port(), console.otlpGrpcPort(), console.otlpHttpPort()};
    for (int round = 0; round < 30; round++) {
      byte[] noise = new byte[random.nextInt(3000)];
      random.nextBytes(noise);
      try (Socket socket =
          new Socket(InetAddress.getLoopbackAddress(), ports[round % ports.length])) {
        socket.setSoTimeout(200);
        socket.getOutputStream().write(noise);
        socket.getOutputStream().flush();
      } catch (IOException e) {
        // closed in our face, as it may be
      }
    }
  }

  @Test
  void randomDamageToAValidMessage_isAnsweredOneWayOrTheOther() {
    byte[] valid =
        Otlp.traces(
                Otlp.resource("fuzz"),
                Otlp.span("000000000000000000000000000000c1", "0000000000000001", "", "n", 1, 1)
                    .build())
            .toByteArray();
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      byte[] damaged = valid.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      assertThat(TestConsole.send(console, "/v1/traces", damaged).statusCode()).isIn(200, 400);
    }
  }
}
