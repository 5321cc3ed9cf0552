package io.choicesherpa.demo.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.demo.people.PersonPlan.Visit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PersonPlannerTest {
  private static final List<PersonPlan> CROWD = crowd(1);

  @Test
  void sameSeed_givesTheSamePeople() {
    assertThat(crowd(1)).isEqualTo(CROWD);
  }

  @Test
  void otherSeed_givesOtherPeople() {
    Set<String> others = crowd(2).stream().map(PersonPlan::userId).collect(Collectors.toSet());

    assertThat(CROWD).noneMatch(person -> others.contains(person.userId()));
  }

  @Test
  void people_areNeverTheSamePersonTwice() {
    assertThat(CROWD.stream().map(PersonPlan::userId).distinct()).hasSameSizeAs(CROWD);
  }

  @Test
  void variety_isHuman() {
    long finish = CROWD.stream().filter(person -> has(person, Step.CompleteCycle.class)).count();
    assertThat(finish).as("finish").isBetween(350L, 700L);
    assertThat(having(Step.Branch.class)).as("branch").isBetween(60L, 250L);
    assertThat(having(Step.Archive.class)).as("archive").isBetween(100L, 350L);
    assertThat(having(Step.Err.class)).as("err").isBetween(100L, 300L);
    assertThat(CROWD.stream().filter(person -> person.visits().size() > 1).count())
        .as("come back")
        .isBetween(200L, 500L);
    assertThat(CROWD.stream().map(PersonPlan::tier).distinct())
        .containsExactlyInAnyOrder("free", "premium", "pro");
    assertThat(CROWD.stream().filter(PersonPlan::tracing).count()).isBetween(300L, 500L);
  }

  @Test
  void components_areReachedByFewerAndFewer() {
    List<Long> starts =
        PersonPlanner.COMPONENTS.stream()
            .map(
                component ->
                    CROWD.stream()
                        .filter(
                            person ->
                                person.visits().get(0).steps().stream()
                                    .anyMatch(
                                        step ->
                                            step instanceof Step.StartComponent start
                                                && start.component().equals(component)))
                        .count())
            .toList();

    assertThat(starts).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(starts.get(8)).isLessThan(starts.get(0) * 7 / 10);
  }

  @Test
  void everyComponent_isStartedBeforeItIsTalkedAboutAndCompleted() {
    for (PersonPlan person : CROWD) {
      String open = "";
      for (Step step : steps(person).toList()) {
        if (step instanceof Step.StartComponent start) {
          open = start.component();
        } else if (step instanceof Step.OpenConversation conversation) {
          assertThat(conversation.component()).isEqualTo(open);
        } else if (step instanceof Step.CompleteComponent complete) {
          assertThat(complete.component()).isEqualTo(open);
          open = "";
        } else if (step instanceof Step.Say) {
          assertThat(open).isNotEmpty();
        } else if (step instanceof Step.CompleteCycle) {
          assertThat(open).as("a component left open").isEmpty();
        }
      }
    }
  }

  @Test
  void firstStep_comesSoon() {
    long[] waits =
        CROWD.stream()
            .mapToLong(person -> person.visits().get(0).steps().get(0).thinkMillis())
            .sorted()
            .toArray();

    assertThat(waits[waits.length / 2]).isLessThan(1_500);
    assertThat(waits[waits.length - 1]).isLessThan(20_000);
  }

  private static List<PersonPlan> crowd(long seed) {
    PersonPlanner planner = new PersonPlanner(seed);
    return IntStream.rangeClosed(1, 1000).mapToObj(planner::plan).toList();
  }

  private static Stream<Step> steps(PersonPlan person) {
    return person.visits().stream().map(Visit::steps).flatMap(List::stream);
  }

  private static boolean has(PersonPlan person, Class<? extends Step> kind) {
    return steps(person).anyMatch(kind::isInstance);
  }

  private static long having(Class<? extends Step> kind) {
    return CROWD.stream().filter(person -> has(person, kind)).count();
  }
}
