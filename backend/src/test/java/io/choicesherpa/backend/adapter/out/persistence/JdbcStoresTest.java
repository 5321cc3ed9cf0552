package io.choicesherpa.backend.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.Conversation;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.Message;
import io.choicesherpa.backend.domain.MessageId;
import io.choicesherpa.backend.domain.Role;
import io.choicesherpa.backend.domain.Session;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.UserId;
import io.choicesherpa.backend.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcStoresTest {

  private static final Instant NOW = Instant.parse("2026-01-07T14:32:01.123456Z");

  private final JdbcClient jdbc = TestDatabase.jdbc();
  private final JdbcSessions sessions = new JdbcSessions(jdbc);
  private final JdbcCycles cycles = new JdbcCycles(jdbc);
  private final JdbcConversations conversations = new JdbcConversations(jdbc);
  private final JdbcMessages messages = new JdbcMessages(jdbc);
  private final UserId owner = new UserId("user-" + UUID.randomUUID());

  private Session.Active newSession(Instant createdAt) {
    Session.Active session =
        Session.create(new SessionId(UUID.randomUUID()), owner, "Où vivre? 😀", createdAt);
    sessions.add(session);
    return session;
  }

  private Cycle.Open newCycle(Session session) {
    Cycle.Open cycle = Cycle.begin(new CycleId(UUID.randomUUID()), session.id(), NOW);
    cycles.add(cycle);
    return cycle;
  }

  private Conversation newConversation() {
    Cycle.Open cycle = newCycle(newSession(NOW));
    cycles.start(cycle.id(), cycle.start(ComponentType.OBJECTIVES, NOW));
    Conversation conversation =
        new Conversation(
            new ConversationId(UUID.randomUUID()),
            cycle.sessionId(),
            cycle.id(),
            ComponentType.OBJECTIVES,
            NOW);
    conversations.add(conversation);
    return conversation;
  }

  private static Message message(Conversation in, Role role, String text) {
    return new Message(new MessageId(UUID.randomUUID()), in.id(), role, text, NOW);
  }

  @Test
  void session_isReadBackAsItWas() {
    Session.Active session = newSession(NOW);
    assertThat(sessions.find(session.id())).contains(session);
    Session.Archived archived = session.archive(NOW.plusSeconds(1));
    sessions.archive(archived);
    assertThat(sessions.find(session.id())).contains(archived);
    assertThat(sessions.findForUse(session.id())).contains(archived);
    assertThat(sessions.findForChange(session.id())).contains(archived);
    assertThat(sessions.find(new SessionId(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void untitledSession_isReadBackUntitled() {
    Session.Active session = Session.create(new SessionId(UUID.randomUUID()), owner, null, NOW);
    sessions.add(session);
    assertThat(sessions.find(session.id())).contains(session);
  }

  @Test
  void sessions_areListedNewestFirst_alsoWithinOneInstant() {
    Session.Active older = newSession(NOW.minusSeconds(1));
    Session.Active one = newSession(NOW);
    Session.Active other = newSession(NOW);
    List<Session> all = sessions.ownedBy(owner, null, 10);
    assertThat(all).hasSize(3).last().isEqualTo(older);
    assertThat(all).contains(one, other);

    List<Session> paged = new ArrayList<>();
    SessionId before = null;
    for (int page = 0; page < 4; page++) {
      List<Session> next = sessions.ownedBy(owner, before, 1);
      if (!next.isEmpty()) {
        before = next.get(0).id();
      }
      paged.addAll(next);
      if (next.isEmpty()) {
        break;
      }
    }
    assertThat(paged).isEqualTo(all);
    assertThat(sessions.ownedBy(new UserId("user-" + UUID.randomUUID()), one.id(), 10)).isEmpty();
  }

  @Test
  void cycle_isReadBackWithItsComponents() {
    Session.Active session = newSession(NOW);
    Cycle.Open cycle = newCycle(session);
    assertThat(cycles.find(cycle.id())).contains(cycle);

    var started = cycle.start(ComponentType.TRADEOFFS, NOW);
    cycles.start(cycle.id(), started);
    Cycle.Open running = cycle.with(started);
    assertThat(cycles.find(cycle.id())).contains(running);

    var done = running.complete(ComponentType.TRADEOFFS, NOW.plusSeconds(5));
    cycles.complete(cycle.id(), done);
    Cycle.Completed completed = running.with(done).complete(NOW.plusSeconds(6));
    cycles.complete(completed);
    assertThat(cycles.find(cycle.id())).contains(completed);
    assertThat(cycles.findForUse(cycle.id())).contains(completed);
    assertThat(cycles.findForChange(cycle.id())).contains(completed);
    assertThat(cycles.find(new CycleId(UUID.randomUUID()))).isEmpty();
    assertThat(cycles.findForChange(new CycleId(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void branch_isKeptWithWhatItTookOver() {
    Session.Active session = newSession(NOW);
    Cycle.Open cycle = newCycle(session);
    Cycle.Open running = cycle.with(cycle.start(ComponentType.OBJECTIVES, NOW));
    Cycle.Open done = running.with(running.complete(ComponentType.OBJECTIVES, NOW));
    Cycle.Open branch =
        done.branch(new CycleId(UUID.randomUUID()), ComponentType.TRADEOFFS, NOW.plusSeconds(1));
    cycles.add(branch);

    assertThat(cycles.find(branch.id())).contains(branch);
    assertThat(cycles.ofSession(session.id())).containsExactly(cycle, branch);
  }

  @Test
  void conversation_isFoundByItsIdAndByItsComponent() {
    Conversation conversation = newConversation();
    assertThat(conversations.find(conversation.id())).contains(conversation);
    assertThat(conversations.find(new ConversationId(UUID.randomUUID()))).isEmpty();
    assertThat(conversations.ofCycle(conversation.cycleId()))
        .containsExactly(Map.entry(ComponentType.OBJECTIVES, conversation.id()));
  }

  @Test
  void messages_areKeptInTheirOrder_andPagedFromTheEnd() {
    Conversation conversation = newConversation();
    Message first = message(conversation, Role.USER, "one");
    Message second = message(conversation, Role.ASSISTANT, "two ' \" \\ \t 😀");
    Message third = message(conversation, Role.USER, "three");
    messages.append(conversation.id(), List.of(first, second));
    messages.append(conversation.id(), List.of(third));

    assertThat(messages.last(conversation.id(), null, 10)).containsExactly(first, second, third);
    assertThat(messages.last(conversation.id(), null, 2)).containsExactly(second, third);
    assertThat(messages.last(conversation.id(), third.id(), 1)).containsExactly(second);
    assertThat(messages.last(conversation.id(), first.id(), 10)).isEmpty();
    Message elsewhere = message(newConversation(), Role.USER, "elsewhere");
    messages.append(elsewhere.conversationId(), List.of(elsewhere));
    assertThat(messages.last(conversation.id(), elsewhere.id(), 10)).isEmpty();
  }
}
