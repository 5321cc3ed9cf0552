package io.choicesherpa.demo.faults;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the demo can be told to do wrong. */
public enum Fault {
  /** The AI server answers most requests with errors, and breaks off some answers. */
  AI_ERRORS("ai-errors", "most AI calls fail", "AIProviderErrors after about 4 minutes", true),

  /** Somebody holds a lock on a table that nearly every request reads, again and again. */
  SLOW_DATABASE(
      "slow-database",
      "requests wait for a locked table",
      "SlowResponses after about 7 minutes, with many people DatabasePoolExhausted after 2",
      true),

  /** The AI's answers end in the middle of the first sentence, in one component. */
  CUT_OFF_ANSWERS(
      "cut-off-answers",
      "answers about alternatives end after a few words, and half of the people leave",
      "JourneyConversionDrop, where there is a week to compare with",
      true),

  /** Somebody holds a lock that a handler of events waits for. */
  EVENT_HANDLER_STUCK(
      "event-handler-stuck",
      "the dashboard's handler of events waits for a lock",
      "EventBacklog 5 minutes after 1000 events have come together",
      true),

  /** A table that a handler of events needs is not there. */
  EVENT_HANDLER_FAILING(
      "event-handler-failing",
      "the table of the dashboard's handler of events is missing",
      "DeadLetters after about 2 minutes",
      true),

  /** A client sends far more than its rate limit allows. */
  RATE_LIMIT_STORM(
      "rate-limit-storm",
      "a client sends far more than it may",
      "RateLimitSpike after about 8 minutes",
      true),

  /** A table that the backend needs is not there. */
  HTTP_ERRORS("http-errors", "a table is missing", "HighErrorRate after about 7 minutes", true),

  /** The backend's process is there and does nothing. */
  BACKEND_HANGS(
      "backend-hangs",
      "the backend's process is suspended",
      "ServiceDown after about 2 minutes, and ScrapeFailing once it is over",
      true),

  /** All tiers get a model that costs many times the usual one. */
  EXPENSIVE_MODEL(
      "expensive-model",
      "all tiers use a model that is many times dearer",
      "HighAICosts after 100 dollars within an hour, AIBudgetForecast at half of that",
      false),

  /** Nothing listens where the backend sends spans and log records. */
  COLLECTOR_DOWN(
      "collector-down",
      "nothing takes the backend's spans and log records",
      "TelemetryDropped after about 4 minutes",
      false);

  private final String title;
  private final String effect;
  private final String alert;
  private final boolean whileRunning;

  Fault(String title, String effect, String alert, boolean whileRunning) {
    this.title = title;
    this.effect = effect;
    this.alert = alert;
    this.whileRunning = whileRunning;
  }

  /** As the command line names it. */
  public String title() {
    return title;
  }

  /** What happens and which alert to expect, for a person. */
  public String words() {
    return title + ": " + effect + "; expect " + alert;
  }

  /** Whether it can begin and end while the backend runs; if not, it is there from its start on. */
  public boolean isWhileRunning() {
    return whileRunning;
  }

  /** The fault of this name; empty when there is none. */
  public static Optional<Fault> of(String title) {
    return Arrays.stream(values()).filter(fault -> fault.title.equals(title)).findFirst();
  }

  /** All names, with commas between them. */
  public static String titles() {
    return Arrays.stream(values()).map(Fault::title).collect(Collectors.joining(", "));
  }
}
