package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.out.Conversations;
import io.choicesherpa.backend.application.port.out.Cycles;
import io.choicesherpa.backend.application.port.out.Messages;
import io.choicesherpa.backend.application.port.out.Sessions;
import io.choicesherpa.backend.domain.Component;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.Conversation;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.Message;
import io.choicesherpa.backend.domain.MessageId;
import io.choicesherpa.backend.domain.Session;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.UserId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stores as maps, for one thread and without undo. */
final class InMemoryStore {

  final Map<SessionId, Session> sessions = new LinkedHashMap<>();
  final Map<CycleId, Cycle> cycles = new LinkedHashMap<>();
  final Map<ConversationId, Conversation> conversations = new LinkedHashMap<>();
  final List<Message> messages = new ArrayList<>();

  final class OfSessions implements Sessions {
    @Override
    public void add(Session.Active session) {
      sessions.put(session.id(), session);
    }

    @Override
    public void archive(Session.Archived session) {
      sessions.put(session.id(), session);
    }

    @Override
    public Optional<Session> find(SessionId id) {
      return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public Optional<Session> findForUse(SessionId id) {
      return find(id);
    }

    @Override
    public Optional<Session> findForChange(SessionId id) {
      return find(id);
    }

    @Override
    public List<Session> ownedBy(UserId owner, @Nullable SessionId before, int limit) {
      return sessions.values().stream().filter(s -> s.owner().equals(owner)).limit(limit).toList();
    }
  }

  final class OfCycles implements Cycles {
    @Override
    public void add(Cycle.Open cycle) {
      cycles.put(cycle.id(), cycle);
    }

    @Override
    public void start(CycleId cycle, Component.InProgress component) {
      change(cycle, component);
    }

    @Override
    public void complete(CycleId cycle, Component.Completed component) {
      change(cycle, component);
    }

    private void change(CycleId id, Component component) {
      cycles.put(id, Objects.requireNonNull(cycles.get(id)).requireOpen().with(component));
    }

    @Override
    public void complete(Cycle.Completed cycle) {
      cycles.put(cycle.id(), cycle);
    }

    @Override
    public Optional<Cycle> find(CycleId id) {
      return Optional.ofNullable(cycles.get(id));
    }

    @Override
    public Optional<Cycle> findForUse(CycleId id) {
      return find(id);
    }

    @Override
    public Optional<Cycle> findForChange(CycleId id) {
      return find(id);
    }

    @Override
    public List<Cycle> ofSession(SessionId session) {
      return cycles.values().stream().filter(c -> c.sessionId().equals(session)).toList();
    }
  }

  final class OfConversations implements Conversations {
    @Override
    public void add(Conversation conversation) {
      conversations.put(conversation.id(), conversation);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
      return Optional.ofNullable(conversations.get(id));
    }

    @Override
    public Map<ComponentType, ConversationId> ofCycle(CycleId cycle) {
      Map<ComponentType, ConversationId> byType = new EnumMap<>(ComponentType.class);
      conversations.values().stream()
          .filter(c -> c.cycleId().equals(cycle))
          .forEach(c -> byType.put(c.componentType(), c.id()));
      return byType;
    }
  }

  final class OfMessages implements Messages {
    @Override
    public void append(ConversationId conversation, List<Message> added) {
      messages.addAll(added);
    }

    @Override
    public List<Message> last(ConversationId conversation, @Nullable MessageId before, int limit) {
      List<Message> all =
          messages.stream().filter(m -> m.conversationId().equals(conversation)).toList();
      return all.subList(Math.max(0, all.size() - limit), all.size());
    }
  }
}
