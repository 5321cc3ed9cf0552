package io.choicesherpa.backend.testing;

import io.choicesherpa.backend.application.port.out.AuditAccess;
import io.choicesherpa.backend.application.port.out.AuditSpending;
import io.choicesherpa.backend.application.port.out.CompleteWithAi;
import io.choicesherpa.backend.application.port.out.LimitRate;
import io.choicesherpa.backend.application.port.out.PublishEvent;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.domain.UserId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Ports that remember what they were told and answer what a test wants. Thread-safe. */
public final class FakePorts
    implements CompleteWithAi, LimitRate, PublishEvent, AuditAccess, AuditSpending {

  /** What an AI says that repeats the last turn in two parts. */
  public static final Function<Prompt, Completion> ECHO =
      prompt -> {
        String said = prompt.turns().get(prompt.turns().size() - 1).text();
        return new Completion("You said: " + said, "openai", "gpt-5-mini");
      };

  public final List<Prompt> prompts = new CopyOnWriteArrayList<>();
  public final List<DomainEvent> events = new CopyOnWriteArrayList<>();
  public final List<Denial> denials = new CopyOnWriteArrayList<>();
  public final List<Spending> spendings = new CopyOnWriteArrayList<>();
  public volatile Function<Prompt, Completion> ai = ECHO;
  public volatile BiFunction<UserId, String, Decision> limits = (user, what) -> Decision.ALLOWED;

  /** An access that was put on record. */
  public record Denial(UserId actor, String resourceType, String resourceId) {}

  /** A completion that was put on record. */
  public record Spending(UserId actor, ConversationId conversation, boolean answered) {}

  /** Forgets everything and answers as a new one does. */
  public void reset() {
    prompts.clear();
    events.clear();
    denials.clear();
    spendings.clear();
    ai = ECHO;
    limits = (user, what) -> Decision.ALLOWED;
  }

  @Override
  public Completion complete(Prompt prompt, ChunkListener chunks) {
    prompts.add(prompt);
    Completion completion = ai.apply(prompt);
    int middle = completion.text().length() / 2;
    chunks.chunk(completion.text().substring(0, middle));
    chunks.chunk(completion.text().substring(middle));
    return completion;
  }

  @Override
  public Decision take(UserId user, Tier tier, String resource) {
    return limits.apply(user, resource);
  }

  @Override
  public void publish(DomainEvent event) {
    events.add(event);
  }

  @Override
  public void denied(UserId actor, String resourceType, String resourceId) {
    denials.add(new Denial(actor, resourceType, resourceId));
  }

  @Override
  public void completion(UserId actor, ConversationId conversation, boolean answered) {
    spendings.add(new Spending(actor, conversation, answered));
  }
}
