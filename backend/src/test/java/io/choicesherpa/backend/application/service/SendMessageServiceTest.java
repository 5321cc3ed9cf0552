package io.choicesherpa.backend.application.service;

import static io.choicesherpa.backend.application.service.Fixture.ANN;
import static io.choicesherpa.backend.application.service.Fixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.backend.application.port.in.RateLimitedException;
import io.choicesherpa.backend.application.port.in.SendMessage.SendMessageCommand;
import io.choicesherpa.backend.application.port.in.SendMessage.SentMessage;
import io.choicesherpa.backend.application.port.out.AiUnavailableException;
import io.choicesherpa.backend.application.port.out.AiUnavailableException.Reason;
import io.choicesherpa.backend.application.port.out.CompleteWithAi.ChunkListener;
import io.choicesherpa.backend.application.port.out.CompleteWithAi.Completion;
import io.choicesherpa.backend.application.port.out.LimitRate;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.ConflictException;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.NotFoundException;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.domain.UserId;
import io.choicesherpa.backend.testing.FakePorts.Spending;
import io.choicesherpa.telemetry.context.RequestContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SendMessageServiceTest {

  @AutoClose private final Fixture fixture = new Fixture();
  private final ConversationId conversation = fixture.conversation(ComponentType.OBJECTIVES);
  private final int eventsBefore = fixture.ports.events.size();

  private SentMessage send(UserId user, String text) {
    return fixture
        .useCases
        .sendMessage()
        .send(new SendMessageCommand(user, Tier.PREMIUM, conversation, text), ChunkListener.NONE);
  }

  private void assertNothingKept() {
    assertThat(fixture.store.messages).isEmpty();
    assertThat(fixture.ports.events).hasSize(eventsBefore);
    assertThat(fixture.journey.lines).noneMatch(line -> line.startsWith("message"));
  }

  @Test
  void message_isKeptWithItsAnswer_andTold() {
    SentMessage sent = send(ANN, "hello");

    assertThat(sent.assistantMessage().text()).isEqualTo("You said: hello");
    assertThat(fixture.store.messages).containsExactly(sent.userMessage(), sent.assistantMessage());
    assertThat(fixture.ports.events)
        .last()
        .isEqualTo(
            new DomainEvent.MessageSent(
                conversation,
                ComponentType.OBJECTIVES,
                sent.userMessage().id(),
                sent.assistantMessage().id(),
                5,
                15,
                fixture.sessionOf(conversation),
                ANN,
                sent.assistantMessage().sentAt()));
    assertThat(fixture.journey.lines).endsWith("message user 5", "message assistant 15");
  }

  @Test
  void chunks_areHandedOnInOrder() {
    List<String> chunks = new ArrayList<>();
    SentMessage sent =
        fixture
            .useCases
            .sendMessage()
            .send(new SendMessageCommand(ANN, Tier.FREE, conversation, "hello"), chunks::add);
    assertThat(chunks).hasSize(2);
    assertThat(String.join("", chunks)).isEqualTo(sent.assistantMessage().text());
  }

  @Test
  void prompt_holdsTheTierTheComponentAndTheLatestHistory() {
    for (int i = 0; i < 25; i++) {
      send(ANN, "message " + i);
    }
    var prompt = fixture.ports.prompts.get(24);
    assertThat(prompt.tier()).isEqualTo(Tier.PREMIUM);
    assertThat(prompt.component()).isEqualTo(ComponentType.OBJECTIVES);
    assertThat(prompt.turns()).hasSize(41);
    assertThat(prompt.turns().get(0).text()).isEqualTo("message 4");
    assertThat(prompt.turns().get(39).text()).isEqualTo("You said: message 23");
    assertThat(prompt.turns().get(40).text()).isEqualTo("message 24");
  }

  @Test
  void userMessage_bearsTheTimeOfItsArrival() {
    fixture.ports.ai =
        prompt -> {
          fixture.clock.advance(Duration.ofSeconds(4));
          return new Completion("so", "openai", "gpt-5-mini");
        };
    SentMessage sent = send(ANN, "hello");
    assertThat(Duration.between(sent.userMessage().sentAt(), sent.assistantMessage().sentAt()))
        .isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void spans_areThoseOfTheContract_withoutAnyText() {
    fixture.telemetry.reset();
    send(ANN, fixture.telemetry.plant("a secret"));

    assertThat(fixture.telemetry)
        .span("send_message_handler")
        .isRoot()
        .hasAttribute("user_id", "ann")
        .hasAttribute("conversation_id", conversation.toString())
        .hasAttribute("component_type", "objectives")
        .hasEvent("message_received");
    assertThat(fixture.telemetry).span("validate_access").isChildOf("send_message_handler");
    assertThat(fixture.telemetry).span("save_message").isChildOf("send_message_handler");
  }

  @Test
  void answerWithACharacterThatCannotBeKept_isKeptWithoutIt() {
    fixture.ports.ai = prompt -> new Completion("a\0b", "openai", "gpt-5-mini");
    assertThat(send(ANN, "hello").assistantMessage().text()).isEqualTo("a\uFFFDb");
  }

  @Test
  void request_learnsItsSession() {
    RequestContext request = RequestContext.create("r");
    try (Scope ignored = request.storeIn(Context.root()).makeCurrent()) {
      send(ANN, "hello");
    }
    assertThat(request.sessionId()).isEqualTo(fixture.sessionOf(conversation).toString());
  }

  @Test
  void failedCompletion_keepsNothingAndMarksTheSpan() {
    fixture.ports.ai =
        prompt -> {
          throw new AiUnavailableException(Reason.TIMEOUT, "too late", null, null);
        };
    assertThatThrownBy(() -> send(ANN, "hello")).isInstanceOf(AiUnavailableException.class);
    assertNothingKept();
    assertThat(fixture.telemetry).span("send_message_handler").hasFailed();
  }

  @Test
  void completion_isOnRecordAsMoneySpent_answeredOrNot() {
    SentMessage unused = send(ANN, "hello");
    fixture.ports.ai =
        prompt -> {
          throw new AiUnavailableException(Reason.TIMEOUT, "too late", null, null);
        };
    assertThatThrownBy(() -> send(ANN, "hello")).isInstanceOf(AiUnavailableException.class);

    assertThat(fixture.ports.spendings)
        .containsExactly(
            new Spending(ANN, conversation, true), new Spending(ANN, conversation, false));
  }

  @Test
  void refusedMessage_spendsNothing() {
    assertThatThrownBy(() -> send(BOB, "hello")).isInstanceOf(NotFoundException.class);
    assertThat(fixture.ports.spendings).isEmpty();
  }

  @Test
  void sessionArchivedWhileTheAiAnswers_keepsNothing() {
    SessionId session = fixture.sessionOf(conversation);
    fixture.ports.ai =
        prompt -> {
          fixture.useCases.archiveSession().archive(ANN, session);
          fixture.ports.events.remove(eventsBefore);
          return new Completion("too late", "openai", "gpt-5-mini");
        };
    assertThatThrownBy(() -> send(ANN, "hello")).isInstanceOf(ConflictException.class);
    assertNothingKept();
  }

  @Test
  void usedUpTier_neitherAsksTheAiNorKeepsAnything() {
    fixture.ports.limits =
        (user, what) -> new LimitRate.Decision(!what.equals("messages"), Duration.ofSeconds(30));
    assertThatThrownBy(() -> send(ANN, "hello"))
        .isInstanceOf(RateLimitedException.class)
        .hasMessage("Too many messages for this tier; come back in 30 s.");
    assertThat(fixture.ports.prompts).isEmpty();
    assertNothingKept();
  }

  @Test
  void refusedMessage_usesUpNothing() {
    fixture.useCases.archiveSession().archive(ANN, fixture.sessionOf(conversation));
    List<String> taken = new ArrayList<>();
    fixture.ports.limits =
        (user, what) -> {
          taken.add(what);
          return LimitRate.Decision.ALLOWED;
        };
    assertThatThrownBy(() -> send(ANN, "hello")).isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> send(BOB, "hello")).isInstanceOf(NotFoundException.class);
    assertThat(taken).isEmpty();
  }

  @Test
  void strangersMessage_isNotFound_andOnRecordByTheNameThatWasUsed() {
    assertThatThrownBy(() -> send(BOB, "hello"))
        .isInstanceOf(NotFoundException.class)
        .hasMessage("No such conversation.");
    assertThat(fixture.ports.denials)
        .singleElement()
        .satisfies(
            denial -> {
              assertThat(denial.actor()).isEqualTo(BOB);
              assertThat(denial.resourceType()).isEqualTo("conversation");
              assertThat(denial.resourceId()).isEqualTo(conversation.toString());
            });
    assertNothingKept();
  }
}
