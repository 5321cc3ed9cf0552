package io.choicesherpa.backend.application.service;

import static io.choicesherpa.backend.application.service.Fixture.ANN;
import static io.choicesherpa.backend.application.service.Fixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.backend.application.port.in.CreateSession.CreateSessionCommand;
import io.choicesherpa.backend.application.port.in.Page;
import io.choicesherpa.backend.application.port.in.RateLimitedException;
import io.choicesherpa.backend.application.port.out.LimitRate;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.ConflictException;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.InvalidInputException;
import io.choicesherpa.backend.domain.NotFoundException;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.Tier;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class UseCasesTest {

  @AutoClose private final Fixture fixture = new Fixture();
  private final UseCases useCases = fixture.useCases;

  @Test
  void walk_countsEveryStep() {
    CycleId cycle = fixture.cycle();
    useCases.startComponent().start(ANN, cycle, ComponentType.TRADEOFFS);
    fixture.clock.advance(Duration.ofSeconds(42));
    useCases.completeComponent().complete(ANN, cycle, ComponentType.TRADEOFFS);
    useCases.branchCycle().branch(ANN, cycle, null);
    useCases.completeCycle().complete(ANN, cycle);

    assertThat(fixture.journey.lines)
        .containsExactly(
            "session created free",
            "stage session",
            "cycle created",
            "stage cycle",
            "started tradeoffs",
            "stage tradeoffs",
            "completed tradeoffs 42s",
            "cycle branched",
            "cycle completed");
    assertThat(fixture.ports.events)
        .extracting(DomainEvent::type)
        .containsExactly(
            "session.created",
            "cycle.created",
            "component.started",
            "component.completed",
            "cycle.branched",
            "cycle.completed");
    assertThat(fixture.ports.events).allMatch(event -> event.userId().equals(ANN));
  }

  @Test
  void conversation_startsItsComponentOnlyOnce() {
    CycleId cycle = fixture.cycle();
    var first = useCases.startConversation().start(ANN, cycle, ComponentType.OBJECTIVES);
    var second = useCases.startConversation().start(ANN, cycle, ComponentType.OBJECTIVES);

    assertThat(first.isNew()).isTrue();
    assertThat(second.isNew()).isFalse();
    assertThat(second.conversation()).isEqualTo(first.conversation());
    assertThat(fixture.ports.events)
        .extracting(DomainEvent::type)
        .containsExactly(
            "session.created", "cycle.created", "component.started", "conversation.started");
  }

  @Test
  void conversationOverACompletedComponent_leavesItCompleted() {
    CycleId cycle = fixture.cycle();
    useCases.startComponent().start(ANN, cycle, ComponentType.OBJECTIVES);
    useCases.completeComponent().complete(ANN, cycle, ComponentType.OBJECTIVES);
    assertThat(useCases.startConversation().start(ANN, cycle, ComponentType.OBJECTIVES).isNew())
        .isTrue();
    assertThat(fixture.journey.lines).containsOnlyOnce("started objectives");
  }

  @Test
  void usedUpTier_getsNoSession() {
    fixture.ports.limits =
        (user, what) -> new LimitRate.Decision(!what.equals("sessions"), Duration.ofMinutes(1));
    assertThatThrownBy(fixture::session).isInstanceOf(RateLimitedException.class);
    assertThat(fixture.store.sessions).isEmpty();
    assertThat(fixture.ports.events).isEmpty();
  }

  @Test
  void titleThatCannotBeKept_usesUpNothing() {
    fixture.ports.limits =
        (user, what) -> {
          throw new AssertionError("asked for " + what);
        };
    assertThatThrownBy(
            () ->
                useCases
                    .createSession()
                    .create(new CreateSessionCommand(ANN, Tier.FREE, "x".repeat(201))))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void archivedSession_refusesEveryChangeBelowIt() {
    CycleId cycle = fixture.cycle();
    SessionId session = fixture.sessionOf(cycle);
    useCases.archiveSession().archive(ANN, session);
    int told = fixture.ports.events.size();

    assertThatThrownBy(() -> useCases.createCycle().create(ANN, session))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> useCases.branchCycle().branch(ANN, cycle, null))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> useCases.completeCycle().complete(ANN, cycle))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> useCases.startComponent().start(ANN, cycle, ComponentType.OBJECTIVES))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(
            () -> useCases.startConversation().start(ANN, cycle, ComponentType.OBJECTIVES))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> useCases.archiveSession().archive(ANN, session))
        .isInstanceOf(ConflictException.class);
    assertThat(fixture.ports.events).hasSize(told);
  }

  @Test
  void whatDoesNotExist_isNotOnRecord() {
    assertThatThrownBy(() -> useCases.viewSessions().view(BOB, new SessionId(new UUID(7, 7))))
        .isInstanceOf(NotFoundException.class);
    assertThat(fixture.ports.denials).isEmpty();
    SessionId anns = fixture.session();
    assertThatThrownBy(() -> useCases.viewSessions().view(BOB, anns))
        .isInstanceOf(NotFoundException.class);
    assertThat(fixture.ports.denials).hasSize(1);
  }

  @Test
  void page_isBounded() {
    assertThatThrownBy(() -> new Page<SessionId>(null, 0)).hasMessage("limit must be 1 to 200.");
    assertThatThrownBy(() -> new Page<SessionId>(null, 201))
        .isInstanceOf(InvalidInputException.class);
  }
}
