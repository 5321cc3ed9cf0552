package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.telemetry.http.HttpServerTelemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Tomcat's last word on what it refuses by itself, before any filter: a problem detail in place of
 * a page with its name. There is no trace of such a request, so it only has a request id.
 */
final class ProblemReportValve extends ErrorReportValve {

  private static final int FIRST_ERROR_STATUS = 400;

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < FIRST_ERROR_STATUS
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    String requestId = response.getHeader(HttpServerTelemetry.REQUEST_ID_HEADER);
    if (requestId == null) {
      requestId = UUID.randomUUID().toString();
      response.setHeader(HttpServerTelemetry.REQUEST_ID_HEADER, requestId);
    }
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    try {
      response.getOutputStream().write(body(status, requestId));
      response.finishResponse();
    } catch (IOException e) {
      throw new UncheckedIOException("the refusal of a request cannot be sent", e);
    }
  }

  /** Nothing in it comes from the request; a request id has no character to escape. */
  private static byte[] body(int status, String requestId) {
    HttpStatus known = HttpStatus.resolve(status);
    String title = known == null ? "Refused" : known.getReasonPhrase();
    String body =
        """
        {"type":"about:blank","title":"%s","status":%d,\
        "detail":"The request is not well-formed HTTP.","request_id":"%s"}"""
            .formatted(title, status, requestId);
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
