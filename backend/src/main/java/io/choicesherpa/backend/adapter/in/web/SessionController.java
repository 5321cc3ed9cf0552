package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.backend.adapter.in.security.Actor;
import io.choicesherpa.backend.application.port.in.ArchiveSession;
import io.choicesherpa.backend.application.port.in.CreateSession;
import io.choicesherpa.backend.application.port.in.CreateSession.CreateSessionCommand;
import io.choicesherpa.backend.application.port.in.Page;
import io.choicesherpa.backend.application.port.in.ViewSessions;
import io.choicesherpa.backend.domain.SessionId;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/sessions")
final class SessionController {

  private final CreateSession createSession;
  private final ViewSessions viewSessions;
  private final ArchiveSession archiveSession;

  SessionController(
      CreateSession createSession, ViewSessions viewSessions, ArchiveSession archiveSession) {
    this.createSession = createSession;
    this.viewSessions = viewSessions;
    this.archiveSession = archiveSession;
  }

  @PostMapping
  ResponseEntity<SessionResponse> create(
      @AuthenticationPrincipal Actor actor,
      @RequestBody(required = false) @Nullable NewSession body) {
    String title = body == null ? null : body.title();
    SessionResponse created =
        SessionResponse.of(
            createSession.create(new CreateSessionCommand(actor.user(), actor.tier(), title)));
    return ResponseEntity.created(URI.create("/api/sessions/" + created.id())).body(created);
  }

  @GetMapping
  SessionList list(
      @AuthenticationPrincipal Actor actor,
      @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) int limit,
      @RequestParam @Nullable String before) {
    Page<SessionId> page = new Page<>(Wire.idOrNull("session", before, SessionId::parse), limit);
    return new SessionList(
        viewSessions.list(actor.user(), page).stream().map(SessionResponse::of).toList());
  }

  @GetMapping("/{id}")
  SessionDetails view(@AuthenticationPrincipal Actor actor, @PathVariable String id) {
    return SessionDetails.of(
        viewSessions.view(actor.user(), Wire.id("session", id, SessionId::parse)));
  }

  @PostMapping("/{id}/archive")
  SessionResponse archive(@AuthenticationPrincipal Actor actor, @PathVariable String id) {
    return SessionResponse.of(
        archiveSession.archive(actor.user(), Wire.id("session", id, SessionId::parse)));
  }

  record NewSession(@Nullable String title) {
    @Override
    public String toString() {
      return "NewSession";
    }
  }

  record SessionList(List<SessionResponse> sessions) {}
}
