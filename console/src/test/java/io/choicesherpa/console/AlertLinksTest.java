package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertLinksTest {

  @ParameterizedTest
  @CsvSource({
    "/d/choice-sherpa-overview, /#/dashboards/choice-sherpa-overview",
    "/runbook/HighErrorRate.md, /#/alerts/HighErrorRate",
    "/runbook/HighErrorRate, /#/alerts/HighErrorRate"
  })
  void linkOfAnAlert_leadsToThePage(String link, String address) {
    try (Console console = TestConsole.start()) {
      HttpResponse<byte[]> answer = get(console, link);

      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("location")).contains(address);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/d/%2F%2Fevil.example", "/d/a%22b", "/runbook/..%2Fsecrets.md"})
  void whatIsNoName_isRefused(String link) {
    try (Console console = TestConsole.start()) {
      assertThat(get(console, link).statusCode()).isIn(400, 404);
    }
  }

  private static HttpResponse<byte[]> get(Console console, String path) {
    return Http.get(URI.create("http://127.0.0.1:" + console.port() + path));
  }
}
