package io.choicesherpa.backend.application.port.in;

import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Shows a person how far the own sessions are. A moment behind what happens. */
public interface ViewDashboard {

  /** At most so many sessions are shown. */
  int MAX_SESSIONS = 100;

  /** The person's sessions, the one with the latest activity first; empty when there are none. */
  List<SessionProgress> view(UserId user);

  /**
   * How far one session is.
   *
   * @param cycles all of them, branches included
   * @param started components that were started in any cycle
   * @param completed components that were completed in any cycle
   * @param messages that the person sent
   */
  record SessionProgress(
      SessionId session,
      boolean archived,
      int cycles,
      int branches,
      int completedCycles,
      Set<ComponentType> started,
      Set<ComponentType> completed,
      int messages,
      Instant lastActivityAt) {

    public SessionProgress {
      started = Set.copyOf(started);
      completed = Set.copyOf(completed);
    }
  }
}
