package io.choicesherpa.backend.adapter.in.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.backend.adapter.in.web.Api.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@WebTest
class DevelopmentTokenTest {

  @LocalServerPort private int port;

  @Test
  void token_opensTheApiToItsUser() {
    Api nobody = Api.anonymous(port);
    Answer answer = nobody.post("/dev/token", "{\"user_id\":\"ann-1\",\"tier\":\"pro\"}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(Api.withToken(port, "ann-1", answer.text("token")).get("/api/sessions").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|400|user_id",
        "{\"user_id\":\"a@b.c\"}|422|user_id",
        "{\"user_id\":\"ann\",\"tier\":\"gold\"}|400|tier",
        "{\"user_id\":\"ann\",\"admin\":true}|400|admin"
      })
  void wrongRequest_isRefusedNamingTheField(String body, int status, String field) {
    Answer answer = Api.anonymous(port).post("/dev/token", body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text("field")).isEqualTo(field);
  }

  @Test
  void callerThroughAProxy_findsNothing() {
    Api nobody = Api.anonymous(port);
    Answer answer =
        nobody.send(
            nobody
                .request("/dev/token")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", "203.0.113.9")
                .POST(BodyPublishers.ofString("{\"user_id\":\"ann\"}")));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("detail")).isEqualTo(nobody.get("/nothing").text("detail"));
  }

  @Test
  void form_isNoWayIn() {
    Api nobody = Api.anonymous(port);
    assertThat(
            nobody
                .send(
                    nobody
                        .request("/dev/token")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{\"user_id\":\"ann\"}")))
                .status())
        .isEqualTo(415);
  }
}
