package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.backend.adapter.in.problem.Problem;
import io.choicesherpa.backend.adapter.in.problem.ProblemMapper;
import io.choicesherpa.backend.adapter.in.problem.ProblemWriter;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Whatever a handler throws becomes a problem; our own failures go to the log with their cause. */
@RestControllerAdvice
final class ApiExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);

  private final ProblemWriter problems;

  ApiExceptionHandler(ProblemWriter problems) {
    this.problems = problems;
  }

  @ExceptionHandler
  void handle(Exception failure, HttpServletResponse response) throws IOException {
    if (failure instanceof AsyncRequestNotUsableException) {
      // The client has gone; there is nobody to tell.
      LOG.debug("The client went away before its answer", failure);
      return;
    }
    Problem problem = ProblemMapper.map(failure);
    if (problem.status().is5xxServerError()) {
      Tracing.recordFailure(Span.current(), failure);
      // An outage elsewhere is expected to happen; what is left is a mistake of ours.
      boolean ours = problem.status() == HttpStatus.INTERNAL_SERVER_ERROR;
      LOG.atLevel(ours ? Level.ERROR : Level.WARN)
          .setCause(failure)
          .addKeyValue("status", problem.status().value())
          .log("Request failed");
    }
    problems.write(response, problem);
  }
}
