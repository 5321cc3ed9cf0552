package io.choicesherpa.backend.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.choicesherpa.backend.domain.ConflictException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CycleTest {

  private static final Instant START = Instant.parse("2026-01-07T14:32:01Z");
  private static final Instant LATER = START.plusSeconds(90);

  private final Cycle.Open fresh =
      Cycle.begin(new CycleId(new UUID(0, 1)), new SessionId(new UUID(0, 2)), START);

  private static Cycle.Open completed(Cycle.Open cycle, ComponentType... types) {
    Cycle.Open result = cycle;
    for (ComponentType type : types) {
      result = result.with(result.start(type, START));
      result = result.with(result.complete(type, LATER));
    }
    return result;
  }

  @Test
  void freshCycle_hasAllNineInOrder() {
    assertThat(fresh.components())
        .extracting(Component::type)
        .containsExactly(ComponentType.values());
    assertThat(fresh.components()).allMatch(c -> c instanceof Component.NotStarted);
  }

  @ParameterizedTest
  @EnumSource(ComponentType.class)
  void anyComponent_canBeStartedFirst(ComponentType type) {
    assertThat(fresh.start(type, START)).isEqualTo(new Component.InProgress(type, START));
  }

  @Test
  void startedComponent_cannotBeStartedAgain() {
    Cycle.Open cycle = fresh.with(fresh.start(ComponentType.OBJECTIVES, START));
    assertThatThrownBy(() -> cycle.start(ComponentType.OBJECTIVES, LATER))
        .asInstanceOf(type(ConflictException.class))
        .satisfies(
            conflict -> {
              assertThat(conflict.reason()).isEqualTo(Reason.COMPONENT_STATE);
              assertThat(conflict.allowed()).hasSize(8).doesNotContain("objectives");
              assertThat(conflict).hasMessageContaining("objectives was started before");
            });
  }

  @Test
  void completion_takesTheTimeFromTheStart() {
    Cycle.Open cycle = fresh.with(fresh.start(ComponentType.OBJECTIVES, START));
    assertThat(cycle.complete(ComponentType.OBJECTIVES, LATER).duration())
        .isEqualTo(Duration.ofSeconds(90));
    assertThat(cycle.complete(ComponentType.OBJECTIVES, START.minusSeconds(1)).duration())
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void completionOfWhatIsNotInProgress_namesWhatIs() {
    Cycle.Open cycle =
        completed(fresh, ComponentType.OBJECTIVES)
            .with(fresh.start(ComponentType.TRADEOFFS, START));
    assertThatThrownBy(() -> cycle.complete(ComponentType.OBJECTIVES, LATER))
        .hasMessage("The component objectives is not in progress (can be completed: tradeoffs).");
    assertThatThrownBy(() -> fresh.complete(ComponentType.OBJECTIVES, LATER))
        .hasMessage("The component objectives is not in progress (none can be completed).");
  }

  @Test
  void cycle_isCompletedOnceNothingIsInProgress() {
    Cycle.Open running = fresh.with(fresh.start(ComponentType.OBJECTIVES, START));
    assertThatThrownBy(() -> running.complete(LATER))
        .asInstanceOf(type(ConflictException.class))
        .satisfies(
            conflict -> {
              assertThat(conflict.reason()).isEqualTo(Reason.CYCLE_HAS_OPEN_COMPONENTS);
              assertThat(conflict.allowed()).containsExactly("objectives");
            });

    Cycle.Completed done = completed(fresh, ComponentType.OBJECTIVES).complete(LATER);
    assertThat(done.completedAt()).isEqualTo(LATER);
    assertThatThrownBy(done::requireOpen)
        .asInstanceOf(type(ConflictException.class))
        .extracting(ConflictException::reason)
        .isEqualTo(Reason.CYCLE_COMPLETED);
  }

  @Test
  void branch_keepsWhatWasCompletedBeforeItsPoint() {
    Cycle.Open cycle =
        completed(
            fresh,
            ComponentType.ISSUE_RAISING,
            ComponentType.OBJECTIVES,
            ComponentType.CONSEQUENCES);
    Cycle.Open started = cycle.with(cycle.start(ComponentType.PROBLEM_FRAME, START));
    CycleId id = new CycleId(new UUID(0, 3));

    Cycle.Open branch = started.branch(id, ComponentType.ALTERNATIVES, LATER);
    assertThat(branch.parentId()).isEqualTo(cycle.id());
    assertThat(branch.sessionId()).isEqualTo(cycle.sessionId());
    assertThat(branch.components())
        .filteredOn(c -> !(c instanceof Component.NotStarted))
        .containsExactly(
            cycle.components().get(ComponentType.ISSUE_RAISING),
            cycle.components().get(ComponentType.OBJECTIVES));
  }

  @Test
  void branchWithoutPoint_keepsAllThatWasCompleted_alsoOfACompletedCycle() {
    Cycle.Completed done =
        completed(fresh, ComponentType.ISSUE_RAISING, ComponentType.NOTES_NEXT_STEPS)
            .complete(LATER);
    Cycle.Open branch = done.branch(new CycleId(new UUID(0, 3)), null, LATER);
    assertThat(branch.components()).isEqualTo(done.components());
  }
}
