package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.Page;
import io.choicesherpa.backend.application.port.in.ViewSessions;
import io.choicesherpa.backend.domain.Session;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.UserId;
import java.util.List;

final class ViewSessionsService implements ViewSessions {

  private final Ports ports;
  private final Access access;

  ViewSessionsService(Ports ports, Access access) {
    this.ports = ports;
    this.access = access;
  }

  @Override
  public SessionView view(UserId user, SessionId id) {
    Session session = access.session(user, id);
    return new SessionView(session, ports.cycles().ofSession(id));
  }

  @Override
  public List<Session> list(UserId user, Page<SessionId> page) {
    return ports.sessions().ownedBy(user, page.before(), page.limit());
  }
}
