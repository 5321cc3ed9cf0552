package io.choicesherpa.telemetry.spring;

import java.net.URI;
import java.util.List;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Calls each of the URLs that it is told, one after the other, as W3C's test-suite asks. */
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@RestController
class RelayApplication {

  private final RestClient client;

  record Step(URI url, JsonNode arguments) {}

  RelayApplication(RestClient.Builder clients) {
    this.client = clients.build();
  }

  @PostMapping("/")
  void relay(@RequestBody List<Step> steps) {
    for (Step step : steps) {
      client
          .post()
          .uri(step.url())
          .contentType(MediaType.APPLICATION_JSON)
          .body(step.arguments())
          .retrieve()
          .toBodilessEntity();
    }
  }
}
