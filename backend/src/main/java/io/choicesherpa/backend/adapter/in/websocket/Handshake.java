package io.choicesherpa.backend.adapter.in.websocket;

import io.choicesherpa.backend.adapter.in.problem.Problem;
import io.choicesherpa.backend.adapter.in.problem.ProblemMapper;
import io.choicesherpa.backend.adapter.in.problem.ProblemWriter;
import io.choicesherpa.backend.adapter.in.security.ActorAuthentication;
import io.choicesherpa.backend.adapter.in.websocket.Connection.Opening;
import io.choicesherpa.backend.application.port.in.ViewConversation;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.DomainException;
import io.choicesherpa.backend.domain.NotFoundException;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Lets a connection be opened by the conversation's owner only; to anybody else there is no such
 * conversation. Who asks has been found out by the security filters.
 */
final class Handshake implements HandshakeInterceptor {

  private static final Problem UPGRADE_REQUIRED =
      Problem.of(HttpStatus.UPGRADE_REQUIRED, "This is a WebSocket; ask for Upgrade: websocket.")
          .withHeader("Upgrade", "websocket");

  private final ViewConversation viewConversation;
  private final ProblemWriter problems;

  Handshake(ViewConversation viewConversation, ProblemWriter problems) {
    this.viewConversation = viewConversation;
    this.problems = problems;
  }

  @Override
  public boolean beforeHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Map<String, Object> attributes)
      throws IOException {
    if (!(SecurityContextHolder.getContext().getAuthentication()
        instanceof ActorAuthentication authentication)) {
      throw new IllegalStateException("the security filters let somebody unknown through");
    }
    if (!"websocket".equalsIgnoreCase(request.getHeaders().getUpgrade())) {
      problems.write(((ServletServerHttpResponse) response).getServletResponse(), UPGRADE_REQUIRED);
      return false;
    }
    ConversationId conversation;
    try {
      conversation = conversation(request.getURI().getPath());
      var unused = viewConversation.view(authentication.actor().user(), conversation);
    } catch (DomainException e) {
      problems.write(
          ((ServletServerHttpResponse) response).getServletResponse(), ProblemMapper.map(e));
      return false;
    }
    attributes.put(
        Opening.ATTRIBUTE,
        new Opening(
            authentication.actor(),
            conversation,
            Span.current().getSpanContext(),
            authentication.expiresAt()));
    return true;
  }

  /** The id in {@code /api/conversations/{id}/stream}. */
  private static ConversationId conversation(String path) {
    String[] segments = path.split("/", -1);
    return ConversationId.parse(segments[segments.length - 2])
        .orElseThrow(() -> new NotFoundException("conversation"));
  }

  @Override
  public void afterHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      @Nullable Exception failure) {
    // The connection tells of itself.
  }
}
