package io.choicesherpa.backend.application.port.out;

import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.Role;
import io.choicesherpa.backend.domain.Tier;
import java.util.List;

/** Has an AI model answer a conversation. Safe for use by several threads. */
public interface CompleteWithAi {

  /**
   * Blocks until the answer is whole.
   *
   * @param chunks gets the answer's parts in order as they come, on the calling thread; what it
   *     throws ends the completion and is rethrown
   * @throws AiUnavailableException if no whole answer could be had; parts may have been handed over
   */
  Completion complete(Prompt prompt, ChunkListener chunks) throws AiUnavailableException;

  /**
   * What to answer.
   *
   * @param turns what was said so far, oldest first; the last one is the person's
   */
  record Prompt(Tier tier, ComponentType component, List<Turn> turns) {
    public Prompt {
      turns = List.copyOf(turns);
    }

    @Override
    public String toString() {
      return "Prompt[" + tier + ", " + component + ", " + turns.size() + " turns]";
    }
  }

  /** One thing said; user content. */
  record Turn(Role role, String text) {
    @Override
    public String toString() {
      return "Turn[" + role.wireName() + ", " + text.length() + " chars]";
    }
  }

  /** A whole answer; {@code text} is user content and not empty. */
  record Completion(String text, String provider, String model) {
    @Override
    public String toString() {
      return "Completion[" + provider + ", " + model + ", " + text.length() + " chars]";
    }
  }

  /** Takes the parts of an answer as they come. */
  interface ChunkListener {

    /** For callers who only want the whole. */
    ChunkListener NONE = text -> {};

    void chunk(String text);
  }
}
