package io.choicesherpa.backend.application.port.in;

import io.choicesherpa.backend.application.port.out.AiUnavailableException;
import io.choicesherpa.backend.application.port.out.CompleteWithAi.ChunkListener;
import io.choicesherpa.backend.domain.ConflictException;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.InvalidInputException;
import io.choicesherpa.backend.domain.Message;
import io.choicesherpa.backend.domain.NotFoundException;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.domain.UserId;

/** Says something in a conversation and has it answered. */
public interface SendMessage {

  /**
   * Blocks until the answer is whole and both messages are kept. Of a failed attempt nothing is
   * kept, so that it can be made again.
   *
   * @param chunks gets the answer's parts in order as they come, on the calling thread
   * @throws NotFoundException if there is no such conversation for this person
   * @throws ConflictException if the session is archived or the cycle completed
   * @throws RateLimitedException if the tier allows no more for now
   * @throws AiUnavailableException if there is no answer to be had
   */
  SentMessage send(SendMessageCommand command, ChunkListener chunks);

  /**
   * Who says what, and where.
   *
   * @param text user content: not blank, at most {@link Message#MAX_USER_TEXT_CHARS} characters
   */
  record SendMessageCommand(UserId user, Tier tier, ConversationId conversation, String text) {

    /**
     * Checks the text.
     *
     * @throws InvalidInputException if {@code text} is none that can be sent
     */
    public SendMessageCommand {
      Message.requireUserText(text);
    }

    @Override
    public String toString() {
      return "SendMessageCommand["
          + user
          + ", "
          + tier
          + ", "
          + conversation
          + ", "
          + text.length()
          + " chars]";
    }
  }

  /** What was kept. */
  record SentMessage(Message userMessage, Message assistantMessage) {}
}
