package io.choicesherpa.backend.application.port.in;

import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.NotFoundException;
import io.choicesherpa.backend.domain.Session;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.UserId;
import java.util.List;

/** Shows a person's own sessions. */
public interface ViewSessions {

  /** One session with its cycles, oldest first. */
  record SessionView(Session session, List<Cycle> cycles) {
    public SessionView {
      cycles = List.copyOf(cycles);
    }
  }

  /**
   * The session with its cycles.
   *
   * @throws NotFoundException if there is none for this person
   */
  SessionView view(UserId user, SessionId id);

  /** The person's sessions, newest first, older than {@code page.before()} if it is not null. */
  List<Session> list(UserId user, Page<SessionId> page);
}
