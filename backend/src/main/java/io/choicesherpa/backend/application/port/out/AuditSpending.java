package io.choicesherpa.backend.application.port.out;

import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.UserId;

/** Puts on record on whose behalf money was spent. */
public interface AuditSpending {

  /**
   * Records one completion that an AI provider was asked for.
   *
   * @param answered false when there was no answer; attempts may have been paid for all the same
   */
  void completion(UserId actor, ConversationId conversation, boolean answered);
}
