package io.choicesherpa.demo.people;

import io.choicesherpa.demo.people.PersonPlan.Visit;
import io.choicesherpa.demo.phrases.PhraseBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes up people. Most walk the nine components in order; at each some stop, of those some come
 * back and go on, a few of those who finish think it over again in a branch.
 */
final class PersonPlanner {
  /** The nine components in their order. */
  static final List<String> COMPONENTS =
      List.of(
          "issue_raising",
          "problem_frame",
          "objectives",
          "alternatives",
          "consequences",
          "tradeoffs",
          "recommendation",
          "decision_quality",
          "notes_next_steps");

  private static final double LEAVES_BEFORE_A_CYCLE = 0.05;
  private static final double LEAVES_BEFORE_A_COMPONENT = 0.03;
  private static final double MAKES_MISTAKES = 0.25;
  private static final double SENDS_TRACEPARENT = 0.4;
  private static final double HANGS_UP = 0.02;
  private static final double COMES_BACK = 0.45;
  private static final double BRANCHES = 0.25;
  private static final double ARCHIVES = 0.4;
  private static final double IS_DEMANDING = 0.5;

  /** The share that stops within each component: the long middle is where people tire. */
  private static final Map<String, Double> STOPS_WITHIN =
      Map.of(
          "issue_raising", 0.08,
          "problem_frame", 0.07,
          "objectives", 0.07,
          "alternatives", 0.09,
          "consequences", 0.12,
          "tradeoffs", 0.09,
          "recommendation", 0.04,
          "decision_quality", 0.05,
          "notes_next_steps", 0.02);

  private final long seed;
  private final PhraseBook phrases = PhraseBook.people();

  PersonPlanner(long seed) {
    this.seed = seed;
  }

  PersonPlan plan(int number) {
    // The generator mixes its state well, so that neighbouring seeds have nothing in common.
    SplittableRandom random = new SplittableRandom(seed * 1_000_003L + number);
    return new Draft(random).plan(number);
  }

  /** One person in the making. */
  private final class Draft {
    private final SplittableRandom random;
    private final double pace;
    private final boolean streams;
    private final boolean errs;
    private List<Step> steps = new ArrayList<>();

    Draft(SplittableRandom random) {
      this.random = random;
      this.pace = Math.exp(0.5 * random.nextGaussian());
      this.streams = random.nextBoolean();
      this.errs = chance(MAKES_MISTAKES);
    }

    PersonPlan plan(int number) {
      String userId = "usr-" + Long.toHexString(random.nextLong() | Long.MIN_VALUE);
      double drawn = random.nextDouble();
      String tier = drawn < 0.6 ? "free" : drawn < 0.9 ? "premium" : "pro";
      boolean tracing = chance(SENDS_TRACEPARENT);
      List<Visit> visits = new ArrayList<>();

      steps.add(new Step.OpenSession(moment(), phrases.draw("topic", random)));
      boolean begun = !chance(LEAVES_BEFORE_A_CYCLE);
      if (begun) {
        steps.add(new Step.BeginCycle(moment()));
      }
      int stoppedAt = begun ? walk(0) : 0;
      boolean finished = stoppedAt == COMPONENTS.size();
      if (finished) {
        decide();
      }
      visits.add(new Visit(0, sitting()));

      if (begun && !finished && chance(COMES_BACK)) {
        steps.add(new Step.FindSession(moment()));
        if (resume(stoppedAt) == COMPONENTS.size()) {
          decide();
        }
        visits.add(new Visit(away(), sitting()));
      } else if (finished && chance(BRANCHES)) {
        steps.add(new Step.FindSession(moment()));
        int from = 3 + random.nextInt(4);
        steps.add(new Step.Branch(moment(), COMPONENTS.get(from)));
        if (walk(from) == COMPONENTS.size()) {
          decide();
        }
        visits.add(new Visit(away(), sitting()));
      }
      return new PersonPlan(number, userId, tier, tracing, chance(IS_DEMANDING), visits);
    }

    /** Returns the index of the component at which the person stops, or their number. */
    private int walk(int from) {
      for (int i = from; i < COMPONENTS.size(); i++) {
        if (chance(LEAVES_BEFORE_A_COMPONENT)) {
          return i;
        }
        steps.add(new Step.StartComponent(moment(), COMPONENTS.get(i)));
        if (!converse(COMPONENTS.get(i))) {
          return i;
        }
      }
      return COMPONENTS.size();
    }

    /**
     * Goes on where the person stopped: perhaps before a component, perhaps in the middle of it.
     */
    private int resume(int stoppedAt) {
      String component = COMPONENTS.get(stoppedAt);
      steps.add(new Step.StartComponent(moment(), component));
      return converse(component) ? walk(stoppedAt + 1) : stoppedAt;
    }

    private boolean converse(String component) {
      steps.add(new Step.OpenConversation(moment(), component));
      maybeErr();
      int messages = 1 + random.nextInt(random.nextBoolean() ? 2 : 4);
      boolean stops = chance(STOPS_WITHIN.getOrDefault(component, 0.0));
      int stopAfter = stops ? random.nextInt(messages + 1) : messages;
      for (int i = 0; i < stopAfter; i++) {
        steps.add(new Step.Say(typing(), phrases.draw(component, random), channel()));
      }
      if (stops) {
        return false;
      }
      if (chance(0.2)) {
        steps.add(new Step.ReadBack(moment()));
      }
      steps.add(new Step.CompleteComponent(moment(), component));
      return true;
    }

    private void decide() {
      steps.add(new Step.CompleteCycle(moment()));
      if (chance(ARCHIVES)) {
        steps.add(new Step.Archive(moment()));
      }
    }

    private Channel channel() {
      if (!streams) {
        return Channel.HTTP;
      }
      return chance(HANGS_UP) ? Channel.WEBSOCKET_HUNG_UP : Channel.WEBSOCKET;
    }

    private void maybeErr() {
      if (errs && chance(0.3)) {
        Mistake[] all = Mistake.values();
        steps.add(new Step.Err(moment(), all[random.nextInt(all.length)]));
      }
    }

    private List<Step> sitting() {
      List<Step> done = steps;
      steps = new ArrayList<>();
      return done;
    }

    private boolean chance(double share) {
      return random.nextDouble() < share;
    }

    private long moment() {
      return drawMillis(600);
    }

    private long typing() {
      return drawMillis(1_800);
    }

    private long away() {
      return 5_000 + drawMillis(10_000);
    }

    /** Log-normal, as waiting times of people are. */
    private long drawMillis(double medianMillis) {
      return Math.round(medianMillis * pace * Math.exp(0.6 * random.nextGaussian()));
    }
  }
}
