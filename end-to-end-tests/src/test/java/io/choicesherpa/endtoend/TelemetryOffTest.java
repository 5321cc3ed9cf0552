package io.choicesherpa.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With telemetry off the service serves as ever, and nothing of the library is to be seen. */
class TelemetryOffTest {

  private static final int UNAUTHORIZED = 401;

  @Test
  void service_withTelemetryOff_worksAndTellsNothing() {
    Map<String, String> variables = RunningSystem.get().backendVariables();
    variables.put("TELEMETRY_ENABLED", "false");
    try (OtlpCapture otlp = new OtlpCapture()) {
      variables.put("OTLP_ENDPOINT", otlp.endpoint());
      variables.put("OTLP_PROTOCOL", "http/protobuf");
      try (Backend backend = Backend.launch(variables)) {
        Await.until("an answer", () -> refusesStrangers(backend));
        Person person = Person.of(backend, "pro");
        String conversation = person.newConversation("issue_raising");

        HttpResponse<String> sent =
            person.post(
                "/api/conversations/" + conversation + "/messages", "{\"content\":\"Where to?\"}");

        assertThat(sent.statusCode()).isEqualTo(201);
        assertThat(sent.headers().map()).doesNotContainKeys("X-Request-Id", "traceresponse");
        assertThatThrownBy(backend::metrics).isInstanceOf(UncheckedIOException.class);
        assertThat(backend.text()).doesNotContain("\"trace_id\"", "Request ended");
      }
      assertThat(otlp.text()).isEmpty();
    }
  }

  private static boolean refusesStrangers(Backend backend) {
    try {
      HttpRequest request = HttpRequest.newBuilder(backend.uri("/api/sessions")).build();
      return Backend.CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()
          == UNAUTHORIZED;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
