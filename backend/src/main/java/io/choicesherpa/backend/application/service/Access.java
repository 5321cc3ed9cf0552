package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.out.AuditAccess;
import io.choicesherpa.backend.application.port.out.Conversations;
import io.choicesherpa.backend.application.port.out.Cycles;
import io.choicesherpa.backend.application.port.out.Sessions;
import io.choicesherpa.backend.domain.Conversation;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.NotFoundException;
import io.choicesherpa.backend.domain.Session;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.UserId;
import io.choicesherpa.telemetry.context.RequestContext;
import java.util.Optional;
import java.util.function.Function;

/**
 * The one door to what people own: gives a thing to its owner, and tells anyone else that there is
 * none, on the record.
 *
 * <p>Locks are always taken in the order session, cycle, so that no two requests wait for each
 * other.
 */
final class Access {

  private final Sessions sessions;
  private final Cycles cycles;
  private final Conversations conversations;
  private final AuditAccess audit;

  Access(Sessions sessions, Cycles cycles, Conversations conversations, AuditAccess audit) {
    this.sessions = sessions;
    this.cycles = cycles;
    this.conversations = conversations;
    this.audit = audit;
  }

  /** A cycle and the session that it is in. */
  record OwnCycle<C extends Cycle>(Session session, C cycle) {}

  /** A conversation with all that is above it. */
  record OwnConversation(Session session, Cycle cycle, Conversation conversation) {}

  Session session(UserId user, SessionId id) {
    return own(user, sessions::find, id, new Asked("session", id));
  }

  Session.Active sessionForUse(UserId user, SessionId id) {
    return own(user, sessions::findForUse, id, new Asked("session", id)).requireActive();
  }

  Session.Active sessionForChange(UserId user, SessionId id) {
    return own(user, sessions::findForChange, id, new Asked("session", id)).requireActive();
  }

  OwnCycle<Cycle> cycle(UserId user, CycleId id) {
    Asked asked = new Asked("cycle", id);
    Cycle cycle = cycles.find(id).orElseThrow(asked::notFound);
    return new OwnCycle<>(own(user, sessions::find, cycle.sessionId(), asked), cycle);
  }

  /** The cycle, open or not, in a session that takes changes; for branching it. */
  OwnCycle<Cycle> cycleInActiveSession(UserId user, CycleId id) {
    Asked asked = new Asked("cycle", id);
    Cycle cycle = cycles.find(id).orElseThrow(asked::notFound);
    Session session = own(user, sessions::findForUse, cycle.sessionId(), asked);
    return new OwnCycle<>(session.requireActive(), lock(cycles::findForUse, id, asked));
  }

  OwnCycle<Cycle.Open> cycleForChange(UserId user, CycleId id) {
    Asked asked = new Asked("cycle", id);
    SessionId sessionId = cycles.find(id).orElseThrow(asked::notFound).sessionId();
    Session session = own(user, sessions::findForUse, sessionId, asked);
    session.requireActive();
    return new OwnCycle<>(session, lock(cycles::findForChange, id, asked).requireOpen());
  }

  OwnConversation conversation(UserId user, ConversationId id) {
    Asked asked = new Asked("conversation", id);
    Conversation conversation = conversations.find(id).orElseThrow(asked::notFound);
    Session session = own(user, sessions::find, conversation.sessionId(), asked);
    Cycle cycle = cycles.find(conversation.cycleId()).orElseThrow(asked::notFound);
    return new OwnConversation(session, cycle, conversation);
  }

  /** Holds session and cycle open until the transaction ends; for keeping messages. */
  void requireStillWritable(Conversation conversation) {
    Asked asked = new Asked("conversation", conversation.id());
    sessions.findForUse(conversation.sessionId()).orElseThrow(asked::notFound).requireActive();
    lock(cycles::findForUse, conversation.cycleId(), asked).requireOpen();
  }

  private static Cycle lock(Function<CycleId, Optional<Cycle>> find, CycleId id, Asked asked) {
    return find.apply(id).orElseThrow(asked::notFound);
  }

  private Session own(
      UserId user, Function<SessionId, Optional<Session>> find, SessionId id, Asked asked) {
    Session session = find.apply(id).orElseThrow(asked::notFound);
    if (!session.owner().equals(user)) {
      audit.denied(user, asked.resourceType, asked.id.toString());
      throw asked.notFound();
    }
    RequestContext context = RequestContext.current();
    if (context != null) {
      context.setSessionId(session.id().toString());
    }
    return session;
  }

  /** What the person named, which is what the answer and the record speak of. */
  private record Asked(String resourceType, Object id) {
    NotFoundException notFound() {
      return new NotFoundException(resourceType);
    }
  }
}
