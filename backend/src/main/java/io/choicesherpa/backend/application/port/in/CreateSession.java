package io.choicesherpa.backend.application.port.in;

import io.choicesherpa.backend.domain.Session;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.domain.UserId;
import org.jspecify.annotations.Nullable;

/** Opens a session for a decision. */
public interface CreateSession {

  /**
   * The new session, already kept.
   *
   * @throws RateLimitedException if the tier allows no more for now
   */
  Session.Active create(CreateSessionCommand command);

  /**
   * Who opens what.
   *
   * @param title what the person calls it; null or blank for none
   */
  record CreateSessionCommand(UserId user, Tier tier, @Nullable String title) {
    @Override
    public String toString() {
      return "CreateSessionCommand[" + user + ", " + tier + "]";
    }
  }
}
