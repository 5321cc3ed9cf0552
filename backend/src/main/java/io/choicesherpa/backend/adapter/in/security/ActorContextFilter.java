package io.choicesherpa.backend.adapter.in.security;

import io.choicesherpa.telemetry.context.RequestContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** From here on every log line of the request says whose it is. */
final class ActorContextFilter extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    RequestContext context = RequestContext.current();
    if (context != null
        && SecurityContextHolder.getContext().getAuthentication()
            instanceof ActorAuthentication authentication) {
      context.setUserId(authentication.actor().user().value());
    }
    chain.doFilter(request, response);
  }
}
