package io.choicesherpa.backend.adapter.in.problem;

import io.choicesherpa.telemetry.context.RequestContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems, and {@code trace_id} and {@code request_id} with them. Thread-safe. */
public final class ProblemWriter {

  private final JsonMapper json;

  /** Writes with {@code json}. */
  public ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  /** Makes {@code problem} the response, unless one has gone out already. */
  public void write(HttpServletResponse response, Problem problem) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(problem.status().value());
    problem.headers().forEach(response::setHeader);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    byte[] body = json.writeValueAsBytes(members(problem));
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }

  private static Map<String, Object> members(Problem problem) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", problem.type());
    members.put("title", problem.status().getReasonPhrase());
    members.put("status", problem.status().value());
    members.put("detail", problem.detail());
    members.putAll(problem.members());
    SpanContext span = Span.current().getSpanContext();
    if (span.isValid()) {
      members.put("trace_id", span.getTraceId());
    }
    RequestContext request = RequestContext.current();
    if (request != null && request.requestId() != null) {
      members.put("request_id", request.requestId());
    }
    return members;
  }
}
