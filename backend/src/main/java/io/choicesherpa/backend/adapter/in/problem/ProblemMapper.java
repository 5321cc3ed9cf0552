package io.choicesherpa.backend.adapter.in.problem;

import io.choicesherpa.backend.application.port.in.RateLimitedException;
import io.choicesherpa.backend.application.port.out.AiUnavailableException;
import io.choicesherpa.backend.domain.ConflictException;
import io.choicesherpa.backend.domain.DomainException;
import io.choicesherpa.backend.domain.InvalidInputException;
import io.choicesherpa.backend.domain.NotFoundException;
import io.choicesherpa.backend.domain.UnknownValueException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** The one place that knows which failure is which problem. */
public final class ProblemMapper {

  /** What to tell of {@code failure}. A status of 500 or above is to be logged with its cause. */
  public static Problem map(Throwable failure) {
    if (failure instanceof DomainException broken) {
      return ofDomain(broken);
    }
    if (failure instanceof RateLimitedException limited) {
      return Problem.of(
              HttpStatus.TOO_MANY_REQUESTS, "rate-limited", String.valueOf(failure.getMessage()))
          .retryAfterSeconds(roundedUp(limited.retryAfter()));
    }
    if (failure instanceof AiUnavailableException ai) {
      return ofAi(ai);
    }
    if (failure instanceof BadRequestException bad) {
      Problem problem = Problem.of(HttpStatus.BAD_REQUEST, String.valueOf(bad.getMessage()));
      return bad.field() == null ? problem : problem.with("field", bad.field());
    }
    if (failure instanceof HttpMessageNotReadableException unreadable) {
      return UnreadableBody.problem(unreadable);
    }
    if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
      return Problem.of(HttpStatus.BAD_REQUEST, mismatch.getName() + " must be a whole number.")
          .with("field", mismatch.getName());
    }
    if (failure instanceof ErrorResponse response) {
      return ofSpring(response);
    }
    if (isOutage(failure)) {
      return Problem.of(
              HttpStatus.SERVICE_UNAVAILABLE, "The service cannot do this now; try again soon.")
          .retryAfterSeconds(1);
    }
    return internalError();
  }

  /** What to tell when nothing may be told. */
  public static Problem internalError() {
    return Problem.of(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "Something went wrong on our side. Name the trace_id to have it looked up.");
  }

  private static Problem ofDomain(DomainException broken) {
    String detail = String.valueOf(broken.getMessage());
    if (broken instanceof NotFoundException) {
      return Problem.of(HttpStatus.NOT_FOUND, "not-found", detail);
    }
    if (broken instanceof UnknownValueException unknown) {
      return Problem.of(HttpStatus.BAD_REQUEST, "unknown-value", detail)
          .with("field", unknown.field())
          .with("allowed", unknown.allowed());
    }
    if (broken instanceof ConflictException conflict) {
      String type = conflict.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
      Problem problem = Problem.of(HttpStatus.CONFLICT, type, detail);
      return switch (conflict.reason()) {
        case SESSION_ARCHIVED, CYCLE_COMPLETED -> problem;
        case COMPONENT_STATE, CYCLE_HAS_OPEN_COMPONENTS ->
            problem.with("allowed", conflict.allowed());
      };
    }
    if (broken instanceof InvalidInputException invalid) {
      return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-input", detail)
          .with("field", invalid.field());
    }
    throw new IllegalStateException("no problem for " + broken.getClass());
  }

  private static Problem ofAi(AiUnavailableException ai) {
    HttpStatus status =
        switch (ai.reason()) {
          case TIMEOUT -> HttpStatus.GATEWAY_TIMEOUT;
          case OVERLOADED -> HttpStatus.SERVICE_UNAVAILABLE;
          case FAILED -> HttpStatus.BAD_GATEWAY;
        };
    Problem problem =
        Problem.of(
            status,
            "ai-unavailable",
            "The AI gave no answer; nothing was kept, so the message can be sent again.");
    return ai.retryAfter().map(wait -> problem.retryAfterSeconds(roundedUp(wait))).orElse(problem);
  }

  private static Problem ofSpring(ErrorResponse response) {
    HttpStatus status = HttpStatus.resolve(response.getStatusCode().value());
    if (status == null || status.is5xxServerError()) {
      return internalError();
    }
    Problem problem = Problem.of(status, detail(status, response));
    String allow = response.getHeaders().getFirst(HttpHeaders.ALLOW);
    String accept = response.getHeaders().getFirst(HttpHeaders.ACCEPT);
    if (allow != null) {
      problem = problem.withHeader(HttpHeaders.ALLOW, allow);
    }
    return accept == null ? problem : problem.withHeader(HttpHeaders.ACCEPT, accept);
  }

  /** Own words where Spring's would repeat what the client sent. */
  private static String detail(HttpStatus status, ErrorResponse response) {
    if (response instanceof HttpRequestMethodNotSupportedException wrong) {
      String[] methods = wrong.getSupportedMethods();
      return methods == null
          ? "This method is not for this path."
          : "This path takes " + String.join(", ", methods) + ".";
    }
    return switch (status) {
      case NOT_FOUND -> "There is nothing at this path.";
      case NOT_ACCEPTABLE -> "Answers are application/json.";
      case UNSUPPORTED_MEDIA_TYPE -> "The body must be application/json.";
      default -> "The request cannot be understood.";
    };
  }

  private static boolean isOutage(Throwable failure) {
    return failure instanceof CannotGetJdbcConnectionException
        || failure instanceof CannotCreateTransactionException
        || failure instanceof TransientDataAccessException
        || failure instanceof AuthenticationServiceException
        // The service is being stopped while the AI answers; a client that left hears nothing
        // anyway.
        || failure instanceof CancellationException;
  }

  private static long roundedUp(Duration wait) {
    return wait.plusMillis(999).toSeconds();
  }

  private ProblemMapper() {}
}
