package io.choicesherpa.console;

import com.google.protobuf.Message;
import java.net.http.HttpResponse;
import java.util.Arrays;

/** Consoles on free ports, and ways to feed them. */
final class TestConsole {

  static final String PROTOBUF = "application/x-protobuf";

  private TestConsole() {}

  static ConsoleConfigBuilder config() {
    return ConsoleConfig.builder().port(0).otlpGrpcPort(0).otlpHttpPort(0);
  }

  static Console start() {
    return Console.start(config().build());
  }

  static HttpResponse<byte[]> sendTraces(Console console, Message message) {
    return send(console, "/v1/traces", message.toByteArray());
  }

  static HttpResponse<byte[]> sendLogs(Console console, Message message) {
    return send(console, "/v1/logs", message.toByteArray());
  }

  static HttpResponse<byte[]> send(Console console, String path, byte[] body, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "content-type";
    all[headers.length + 1] = PROTOBUF;
    return Http.post(console.otlpHttpEndpoint().resolve(path), body, all);
  }
}
