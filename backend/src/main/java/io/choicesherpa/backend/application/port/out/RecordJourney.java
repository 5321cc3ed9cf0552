package io.choicesherpa.backend.application.port.out;

import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.JourneyStage;
import io.choicesherpa.backend.domain.Role;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.Tier;
import java.time.Duration;

/**
 * Counts what people do. Within a transaction a count holds once the transaction commits, and not
 * at all if it does not.
 */
public interface RecordJourney {

  void sessionCreated(Tier tier);

  void sessionArchived();

  void cycleCreated();

  void cycleBranched();

  void cycleCompleted();

  void componentStarted(ComponentType type);

  /**
   * Counts a component that was completed.
   *
   * @param duration from the component's start, not negative
   */
  void componentCompleted(ComponentType type, Duration duration);

  /**
   * Counts a message that was kept.
   *
   * @param lengthChars in UTF-16 units
   */
  void messageSent(Role role, int lengthChars);

  /** Counted once per session and stage, however often it is said. */
  void stageReached(SessionId session, JourneyStage stage);
}
