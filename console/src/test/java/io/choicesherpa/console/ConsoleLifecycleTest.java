package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConsoleLifecycleTest {

  @Test
  void start_portsAreOpenAndReadable() {
    try (Console console = TestConsole.start()) {
      assertThat(console.port()).isPositive();
      assertThat(console.otlpGrpcPort()).isPositive().isNotEqualTo(console.otlpHttpPort());
      assertThat(Http.json(console.uri().resolve("/health")))
          .isEqualTo(Http.parse("{\"status\":\"ok\"}"));
    }
  }

  @Test
  void start_takenPortIsNamedAndTheOthersAreClosedAgain() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int page = free.getLocalPort();
      free.close();
      ConsoleConfig config =
          ConsoleConfig.builder()
              .port(page)
              .otlpGrpcPort(taken.getLocalPort())
              .otlpHttpPort(0)
              .build();

      assertThatExceptionOfType(ConsoleStartException.class)
          .isThrownBy(() -> Console.start(config))
          .withMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1")
          .withMessageContaining("CONSOLE_OTLP_GRPC_PORT");
      try (ServerSocket again = new ServerSocket(page, 1, InetAddress.getLoopbackAddress())) {
        assertThat(again.isBound()).isTrue();
      }
    }
  }

  @Test
  void close_withAnOpenLiveStreamEndsWithinTwoSecondsAndFreesThePorts() throws Exception {
    Console console = TestConsole.start();
    URI live = console.uri().resolve("/console/api/live");
    CountDownLatch ended = new CountDownLatch(1);
    SseReader reader = SseReader.open(live, ended::countDown);
    reader.awaitEvent("overview");

    long start = System.nanoTime();
    console.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    try (ServerSocket again =
        new ServerSocket(live.getPort(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(again.isBound()).isTrue();
    }
  }
}
