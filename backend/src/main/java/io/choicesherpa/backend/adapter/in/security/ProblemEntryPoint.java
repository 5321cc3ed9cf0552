package io.choicesherpa.backend.adapter.in.security;

import io.choicesherpa.backend.adapter.in.problem.Problem;
import io.choicesherpa.backend.adapter.in.problem.ProblemWriter;
import io.choicesherpa.telemetry.audit.AuditEvent;
import io.choicesherpa.telemetry.audit.AuditLog;
import io.choicesherpa.telemetry.audit.AuditOutcome;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Says 401 and 403 as problem details, with the {@code WWW-Authenticate} of RFC 6750; a token that
 * is not valid goes on the audit trail.
 */
final class ProblemEntryPoint implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final AuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
  private final AccessDeniedHandler refusal = new BearerTokenAccessDeniedHandler();
  private final ProblemWriter problems;
  private final AuditLog audit;

  ProblemEntryPoint(ProblemWriter problems, AuditLog audit) {
    this.problems = problems;
    this.audit = audit;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    try {
      challenge.commence(request, response, failure);
    } catch (ServletException e) {
      throw new IOException(e);
    }
    boolean invalid = failure instanceof InvalidBearerTokenException;
    if (invalid) {
      // Whom the token speaks of is not to be believed.
      audit.record(new AuditEvent("token.verify", AuditOutcome.DENIED, null, "token", null));
    }
    String detail =
        invalid
            ? "The bearer token is not valid here, or not any more."
            : "A bearer token is required.";
    problems.write(response, Problem.of(HttpStatus.UNAUTHORIZED, detail));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    try {
      refusal.handle(request, response, denied);
    } catch (ServletException e) {
      throw new IOException(e);
    }
    problems.write(response, Problem.of(HttpStatus.FORBIDDEN, "This is not for this token."));
  }
}
