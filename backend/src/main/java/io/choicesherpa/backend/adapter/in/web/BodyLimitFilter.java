package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.backend.adapter.in.problem.BodyTooLargeException;
import io.choicesherpa.backend.adapter.in.problem.Problem;
import io.choicesherpa.backend.adapter.in.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads no body beyond {@value #MAX_BYTES} bytes, which holds the longest message even with every
 * character escaped. A body that says so beforehand is refused unread.
 */
final class BodyLimitFilter extends OncePerRequestFilter {

  static final int MAX_BYTES = 64 * 1024;

  private final ProblemWriter problems;

  BodyLimitFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > MAX_BYTES) {
      String detail = String.valueOf(new BodyTooLargeException(MAX_BYTES).getMessage());
      problems.write(response, Problem.of(HttpStatus.CONTENT_TOO_LARGE, detail));
      return;
    }
    chain.doFilter(new LimitedRequest(request, MAX_BYTES), response);
  }
}
