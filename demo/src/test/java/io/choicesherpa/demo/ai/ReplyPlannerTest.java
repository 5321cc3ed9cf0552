package io.choicesherpa.demo.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.demo.phrases.PhraseBook;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyPlannerTest {

  @Test
  void plans_doNotDependOnTheOrderOfDifferentRequests() {
    ReplyPlanner one = new ReplyPlanner(1);
    ReplyPlanner other = new ReplyPlanner(1);
    ReplyPlan a = one.plan(ask("a"), AiBehaviour.LIFELIKE);
    ReplyPlan b = one.plan(ask("b"), AiBehaviour.LIFELIKE);

    assertThat(other.plan(ask("b"), AiBehaviour.LIFELIKE)).isEqualTo(b);
    assertThat(other.plan(ask("a"), AiBehaviour.LIFELIKE)).isEqualTo(a);
  }

  @Test
  void repeatedRequest_isANewDraw() {
    ReplyPlanner planner = new ReplyPlanner(1);

    assertThat(planner.plan(ask("a"), AiBehaviour.LIFELIKE).id())
        .isNotEqualTo(planner.plan(ask("a"), AiBehaviour.LIFELIKE).id());
  }

  @Test
  void latencies_haveALongTail() {
    ReplyPlanner planner = new ReplyPlanner(1);
    long[] waits =
        LongStream.range(0, 2000)
            .map(i -> planner.plan(ask("question " + i), AiBehaviour.LIFELIKE).firstTokenMillis())
            .sorted()
            .toArray();

    assertThat(waits[1000]).isBetween(300L, 700L);
    assertThat(waits[1980]).isGreaterThan(3 * waits[1000]);
    assertThat(waits[1999]).isLessThanOrEqualTo(17_000);
  }

  @Test
  void faults_comeAsOftenAsSet() {
    ReplyPlanner planner = new ReplyPlanner(1);
    AiBehaviour behaviour = AiBehaviour.PERFECT.withFaults(new FaultRates(0.25, 0, 0, 0));

    long limited =
        IntStream.range(0, 2000)
            .filter(i -> planner.plan(ask("q" + i), behaviour).fault() == AiFault.RATE_LIMITED)
            .count();

    assertThat(limited).isBetween(430L, 570L);
  }

  @Test
  void cutOffComponents_endAfterAFewWords() {
    AiBehaviour behaviour = AiBehaviour.PERFECT.withCutOff(Set.of("alternatives"));
    ReplyPlanner planner = new ReplyPlanner(1);

    ReplyPlan cut = planner.plan(askIn("alternatives"), behaviour);
    ReplyPlan whole = planner.plan(askIn("objectives"), behaviour);

    assertThat(cut.truncated()).isTrue();
    assertThat(cut.text()).hasSizeLessThan(32);
    assertThat(whole.truncated()).isFalse();
    assertThat(whole.text()).hasSizeGreaterThan(32);
  }

  @ParameterizedTest
  @CsvSource({
    "'The step is decision_quality, after the tradeoffs.', decision_quality",
    "'Step: notes and next steps. Write down the alternatives.', notes_next_steps",
    "'You are a guide.', general"
  })
  void text_comesFromTheComponentThatTheSystemTextNamesFirst(String system, String component) {
    ChatRequest request =
        new ChatRequest(
            "m",
            List.of(new ChatRequest.Turn("system", system), new ChatRequest.Turn("user", "Well?")),
            false,
            false,
            Integer.MAX_VALUE);

    String text = new ReplyPlanner(1).plan(request, AiBehaviour.PERFECT).text();

    assertThat(PhraseBook.replies().phrases(component))
        .anySatisfy(phrase -> assertThat(text).contains(phrase));
  }

  @Test
  void ratesAboveOne_areRefused() {
    assertThatThrownBy(() -> new FaultRates(0.6, 0.6, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the rates are 1.2 together, above 1");
  }

  private static ChatRequest ask(String question) {
    return ask(List.of(new ChatRequest.Turn("user", question)));
  }

  private static ChatRequest askIn(String component) {
    return ask(
        List.of(
            new ChatRequest.Turn("system", "Step: " + component + "."),
            new ChatRequest.Turn("user", "Well?")));
  }

  private static ChatRequest ask(List<ChatRequest.Turn> turns) {
    return new ChatRequest("gpt-5-mini", turns, false, false, Integer.MAX_VALUE);
  }
}
