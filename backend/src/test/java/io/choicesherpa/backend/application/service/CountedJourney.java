package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.out.RecordJourney;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.JourneyStage;
import io.choicesherpa.backend.domain.Role;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes down what was counted, one line each. */
final class CountedJourney implements RecordJourney {

  final List<String> lines = new ArrayList<>();

  @Override
  public void sessionCreated(Tier tier) {
    lines.add("session created " + tier.wireName());
  }

  @Override
  public void sessionArchived() {
    lines.add("session archived");
  }

  @Override
  public void cycleCreated() {
    lines.add("cycle created");
  }

  @Override
  public void cycleBranched() {
    lines.add("cycle branched");
  }

  @Override
  public void cycleCompleted() {
    lines.add("cycle completed");
  }

  @Override
  public void componentStarted(ComponentType type) {
    lines.add("started " + type.wireName());
  }

  @Override
  public void componentCompleted(ComponentType type, Duration duration) {
    lines.add("completed " + type.wireName() + " " + duration.toSeconds() + "s");
  }

  @Override
  public void messageSent(Role role, int lengthChars) {
    lines.add("message " + role.wireName() + " " + lengthChars);
  }

  @Override
  public void stageReached(SessionId session, JourneyStage stage) {
    lines.add("stage " + stage.wireName());
  }
}
