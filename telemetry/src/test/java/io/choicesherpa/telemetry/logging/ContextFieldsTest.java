package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import io.choicesherpa.telemetry.context.RequestContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is kept from line to line must never be older than the line. */
class ContextFieldsTest {
  private static final AttributeKey<List<String>> TAGS = AttributeKey.stringArrayKey("tags");

  private final LogLines lines = new LogLines("trace");
  private final Logger logger = lines.logger("io.choicesherpa.context");

  @AfterEach
  void everyLineHolds() {
    lines.verify();
  }

  @Test
  void attributeSetAfterALine_isInTheNext() {
    Span span = Spans.sampled().spanBuilder("work").setAttribute("tier", "free").startSpan();
    try (Scope ignored = span.makeCurrent()) {
      logger.info("one");
      span.setAttribute("step", 2);
      logger.info("two");
      span.setAttribute("tier", "pro");
      logger.info("three");
      span.updateName("other work");
      logger.info("four");
    }
    List<JsonNode> spans = lines.all().stream().map(line -> line.get("span")).toList();
    assertThat(spans.get(0).toString()).isEqualTo("{\"name\":\"work\",\"tier\":\"free\"}");
    assertThat(spans.get(1).get("step").asInt()).isEqualTo(2);
    assertThat(spans.get(2).get("tier").asString()).isEqualTo("pro");
    assertThat(spans.get(3).get("name").asString()).isEqualTo("other work");
  }

  @Test
  void spansInTurn_areEachToldAsTheyAre() {
    Span outer = Spans.sampled().spanBuilder("outer").setAttribute("a", 1).startSpan();
    Span inner = Spans.sampled().spanBuilder("inner").setAttribute("a", 1).startSpan();
    try (Scope first = outer.makeCurrent()) {
      logger.info("outer");
      try (Scope second = inner.makeCurrent()) {
        logger.info("inner");
      }
      logger.info("outer");
    }
    assertThat(lines.all())
        .allSatisfy(
            line ->
                assertThat(line.get("span").get("name").asString())
                    .isEqualTo(line.get("message").asString()));
  }

  @Test
  void listChangedByItsOwner_isToldAsItIs() {
    List<String> tags = new ArrayList<>(List.of("new"));
    Span span = Spans.sampled().spanBuilder("work").startSpan();
    span.setAttribute(TAGS, tags);
    try (Scope ignored = span.makeCurrent()) {
      logger.info("one");
      String before = span(0).get("tags").toString();
      tags.add("late");
      logger.info("two");
      assertThat(before).isEqualTo("[\"new\"]");
      assertThat(span(1).get("tags")).hasSize(2);
    }
  }

  @Test
  void longAttribute_isWrittenEachTime() {
    String text = "x".repeat(4090);
    Span span = Spans.sampled().spanBuilder("work").setAttribute("a", text).startSpan();
    try (Scope ignored = span.makeCurrent()) {
      logger.info("one");
      logger.info("two");
    }
    assertThat(span(0).get("a").asString()).isEqualTo(text);
    assertThat(span(1)).isEqualTo(span(0));
  }

  /** What a line copies of the one before must be what an encoder without a past would write. */
  @Test
  void spansOfAnyKind_oneAfterTheOther_areToldAsByThemselves() {
    Random random = new Random(42);
    List<String> together = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Span span = anySpan(random);
      try (Scope ignored = span.makeCurrent()) {
        logger.info("line");
        LogLines fresh = new LogLines("trace");
        fresh.logger("io.choicesherpa.context").info("line");
        together.add(fresh.only().get("span").toString());
      }
    }
    assertThat(lines.all())
        .extracting(line -> line.get("span").toString())
        .containsExactlyElementsOf(together);
  }

  private static Span anySpan(Random random) {
    Span span = Spans.sampled().spanBuilder("work " + random.nextInt(3) / 2).startSpan();
    int attributes = random.nextInt(6) == 0 ? 40 : random.nextInt(6);
    for (int i = 0; i < attributes; i++) {
      switch (random.nextInt(16)) {
        case 0 -> span.setAttribute(TAGS, List.of("a", "b"));
        case 1 -> span.setAttribute("a" + i, random.nextInt(3));
        case 2 -> span.setAttribute("b" + i, random.nextBoolean());
        case 3 -> span.setAttribute("name", "x".repeat(random.nextInt(3)));
        case 4 -> span.setAttribute("long", "x".repeat(4090));
        default -> span.setAttribute("a" + i, "same");
      }
    }
    if (random.nextBoolean()) {
      span.end();
    }
    return span;
  }

  @Test
  void attributesBetweenWhichOneIsAList_areAllThere() {
    Tracer tracer = Spans.sampled();
    List<Span> spans =
        List.of(
            tracer.spanBuilder("w").setAttribute("a", 1).setAttribute("z", 2).startSpan(),
            tracer
                .spanBuilder("w")
                .setAttribute(TAGS, List.of("x"))
                .setAttribute("z", 2)
                .startSpan());
    for (Span span : spans) {
      try (Scope ignored = span.makeCurrent()) {
        logger.info("line");
      }
    }
    assertThat(span(1).toString()).isEqualTo("{\"name\":\"w\",\"tags\":[\"x\"],\"z\":2}");
  }

  @Test
  void userAndSessionKnownLater_areInTheNextLine() {
    RequestContext request = RequestContext.create("req-1");
    try (Scope ignored = request.storeIn(Context.root()).makeCurrent()) {
      logger.info("one");
      request.setUserId("user-1");
      logger.info("two");
      request.setSessionId("session-1");
      logger.info("three");
      request.setUserId("user-2");
      logger.info("four");
    }
    assertThat(lines.all())
        .extracting(line -> line.path("user_id").asString(""))
        .containsExactly("", "user-1", "user-1", "user-2");
    assertThat(lines.all())
        .extracting(line -> line.path("session_id").asString(""))
        .containsExactly("", "", "session-1", "session-1");
  }

  @Test
  void requestsInTurn_keepTheirIdsApart() {
    for (int i = 0; i < 3; i++) {
      RequestContext request = RequestContext.create("req-" + i % 2);
      if (i == 1) {
        request.setUserId("user-1");
      }
      try (Scope ignored = request.storeIn(Context.root()).makeCurrent()) {
        logger.info("line");
      }
    }
    logger.info("outside");
    assertThat(lines.all())
        .extracting(line -> line.path("request_id").asString("none"))
        .containsExactly("req-0", "req-1", "req-0", "none");
    assertThat(lines.all())
        .extracting(line -> line.has("user_id"))
        .containsExactly(false, true, false, false);
  }

  @Test
  void secretInAnId_isHiddenInEveryLine() {
    RequestContext request = RequestContext.create("req-1");
    request.setUserId("someone@example.org");
    try (Scope ignored = request.storeIn(Context.root()).makeCurrent()) {
      logger.info("one");
      logger.info("two");
    }
    assertThat(lines.text()).doesNotContain("example.org");
    assertThat(lines.all())
        .extracting(line -> line.get("user_id").asString())
        .containsOnly("[REDACTED]");
  }

  private JsonNode span(int line) {
    return lines.all().get(line).get("span");
  }
}
