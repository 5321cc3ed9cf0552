package io.choicesherpa.examples.tracecontext;

import java.net.URI;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * Calls each of the URLs that it is told, one after the other, with the arguments as the body. That
 * the calls carry the trace context of the request they are made for is the starter's doing: there
 * is no line about it here.
 */
@SpringBootApplication
@RestController
public class TraceContextService {

  private final RestClient client;

  /** One call to make. */
  record Call(URI url, JsonNode arguments) {}

  TraceContextService(RestClient.Builder clients) {
    this.client = clients.build();
  }

  public static void main(String[] args) {
    SpringApplication.run(TraceContextService.class, args);
  }

  @PostMapping({"/", "/test"})
  void call(@RequestBody List<Call> calls) {
    for (Call call : calls) {
      client
          .post()
          .uri(call.url())
          .contentType(MediaType.APPLICATION_JSON)
          .body(call.arguments())
          .retrieve()
          .toBodilessEntity();
    }
  }
}
