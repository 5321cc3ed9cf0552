package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.http.HttpClientCall;
import io.choicesherpa.telemetry.http.HttpClientTelemetry;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** A span around each request of Spring's HTTP clients. */
final class TracedRestRequests implements ClientHttpRequestInterceptor {

  private final HttpClientTelemetry telemetry;

  TracedRestRequests(HttpClientTelemetry telemetry) {
    this.telemetry = telemetry;
  }

  @Override
  public ClientHttpResponse intercept(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    HttpClientCall call =
        telemetry.start(request.getMethod().name(), request.getURI(), request.getHeaders()::set);
    try (Scope ignored = call.context().makeCurrent()) {
      ClientHttpResponse response = execution.execute(request, body);
      call.respond(response.getStatusCode().value());
      return response;
    } catch (IOException | RuntimeException | Error e) {
      call.fail(e);
      throw e;
    }
  }
}
