package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import io.choicesherpa.telemetry.context.RequestContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.AbstractCollection;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

/** Nothing that an event holds may break a line, forge one, or end the log call. */
class HostileInputTest {
  private static final int ROUNDS = 3000;
  private static final String FORGED = "x\"}\n{\"timestamp\":\"0\",\"level\":\"ERROR\"}\r\n";

  private final LogLines lines = new LogLines("trace");
  private final Logger logger = lines.logger("io.choicesherpa.hostile");

  @AfterEach
  void everyLineHolds() {
    lines.verify();
  }

  @Test
  void lineBreaksAndQuotes_stayInsideOfTheirStrings() {
    Thread thread = Thread.currentThread();
    String name = thread.getName();
    Span span = Spans.unsampled().spanBuilder(FORGED).setAttribute(FORGED, FORGED).startSpan();
    RequestContext request = RequestContext.create(FORGED);
    request.setUserId(FORGED);
    try (Scope ignored = request.storeIn(Context.current().with(span)).makeCurrent();
        MDC.MDCCloseable mdc = MDC.putCloseable("mdc" + FORGED, FORGED)) {
      thread.setName(FORGED);
      logger
          .atInfo()
          .addKeyValue(FORGED, FORGED)
          .addKeyValue("map", Map.of(FORGED, FORGED))
          .setCause(new IllegalStateException(FORGED))
          .log(FORGED);
      lines.logger(FORGED).info("logger");
    } finally {
      thread.setName(name);
    }
    JsonNode line = lines.all().get(0);
    assertThat(lines.all()).hasSize(2);
    assertThat(line.get("message").asString()).isEqualTo(FORGED);
    assertThat(line.get("thread").asString()).isEqualTo(FORGED);
    assertThat(line.get("user_id").asString()).isEqualTo(FORGED);
    assertThat(line.get("span").get("name").asString()).isEqualTo(FORGED);
    assertThat(line.get("span").get(FORGED).asString()).isEqualTo(FORGED);
    assertThat(line.get("fields").get("mdc" + FORGED).asString()).isEqualTo(FORGED);
    assertThat(line.get("error").get("message").asString()).isEqualTo(FORGED);
  }

  @Test
  void anyText_isReadBackAsItWas() {
    Random random = new Random(20_260_107);
    for (int i = 0; i < ROUNDS; i++) {
      String text = text(random);
      logger.atInfo().addKeyValue("key" + text, text).log(text);
    }
    random = new Random(20_260_107);
    for (JsonNode line : lines.all()) {
      String text = wellFormed(text(random));
      assertThat(line.get("message").asString()).isEqualTo(text);
      assertThat(line.get("fields").get("key" + text).asString()).isEqualTo(text);
    }
    assertThat(lines.all()).hasSize(ROUNDS);
  }

  @Test
  void anyNumber_isReadBackAsItWas() {
    Random random = new Random(1);
    List<Double> doubles = new ArrayList<>();
    List<Long> longs = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      double number =
          switch (i % 3) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextInt() / 1000.0;
            default -> random.nextGaussian();
          };
      doubles.add(Double.isFinite(number) ? number : 0.0);
      longs.add(random.nextLong() >> random.nextInt(64));
      logger.atInfo().addKeyValue("d", doubles.get(i)).addKeyValue("l", longs.get(i)).log("n");
    }
    List<JsonNode> all = lines.all();
    for (int i = 0; i < ROUNDS; i++) {
      assertThat(all.get(i).get("fields").get("d").asDouble()).isEqualTo(doubles.get(i));
      assertThat(all.get(i).get("fields").get("l").asLong()).isEqualTo(longs.get(i));
    }
  }

  @Test
  void valuesThatThrow_doNotBreakTheLogCall() {
    logger
        .atInfo()
        .addKeyValue("throwing", new Throwing())
        .addKeyValue("in list", List.of("first", new Throwing()))
        .addKeyValue("list", new ThrowingList())
        .addKeyValue("endless", new Endless())
        .addKeyValue("null text", new NullText())
        .addKeyValue("after", "fine")
        .log("with {}", new Throwing());
    JsonNode fields = lines.only().get("fields");
    assertThat(fields.get("throwing").asString())
        .isEqualTo(
            "["
                + Throwing.class.getName()
                + " failed to describe itself:"
                + " java.lang.IllegalStateException]");
    assertThat(fields.get("in list").asString()).contains("failed to describe itself");
    assertThat(fields.get("list").asString()).contains("ConcurrentModificationException");
    assertThat(fields.get("endless").asString()).contains("java.lang.StackOverflowError");
    assertThat(fields.get("null text").asString()).isEqualTo("null");
    assertThat(fields.get("after").asString()).isEqualTo("fine");
  }

  @Test
  void collectionThatHoldsItself_ends() {
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    logger.atInfo().addKeyValue("itself", itself).log("nested");
    assertThat(lines.text()).contains("\"itself\":[[[[\"[1 elements]\"]]]]");
  }

  @Test
  void collectionWithoutEnd_isBounded() {
    List<Integer> vast =
        new AbstractList<>() {
          @Override
          public Integer get(int index) {
            return index;
          }

          @Override
          public int size() {
            return Integer.MAX_VALUE;
          }
        };
    logger.atInfo().addKeyValue("vast", vast).log("vast");
    assertThat(lines.only().get("fields").get("vast")).hasSize(65);
  }

  @Test
  void collectionsWithinCollections_areBoundedTogether() {
    List<Object> broad = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      broad.add(broad);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < 60; i++) {
      map.put("key " + i, Map.of("text", "x".repeat(2000)));
    }
    logger.atInfo().addKeyValue("broad", broad).addKeyValue("after", 1).log("broad");
    logger.atInfo().addKeyValue("map", map).log("map");
    assertThat(lines.text().lines())
        .allSatisfy(line -> assertThat(line).hasSizeBetween(32_768, 40_000));
    assertThat(lines.all().get(0).get("fields").get("omitted_fields").asInt()).isEqualTo(1);
    assertThat(lines.all().get(1).get("fields").get("map").get("…").asString())
        .isEqualTo("[43 entries]");
  }

  @Test
  void nullKeyAndNullMessage_areWritten() {
    logger.atInfo().addKeyValue(null, 1).log((String) null);
    assertThat(lines.only().get("message").asString()).isEmpty();
    assertThat(lines.only().get("fields").get("null").asInt()).isEqualTo(1);
  }

  @Test
  void causesInACircle_end() {
    IllegalStateException first = new IllegalStateException("first");
    IllegalStateException second = new IllegalStateException("second", first);
    first.initCause(second);
    logger.error("circle", first);
    assertThat(lines.only().get("error").get("stack").asString()).contains("[circular reference]");
  }

  @Test
  void deepStacksAndLongChains_areBounded() {
    Throwable error = deep(5000, "x".repeat(10_000));
    for (int i = 0; i < 100; i++) {
      error = new IllegalStateException("y".repeat(10_000), error);
    }
    logger.error("deep", error);
    assertThat(lines.text()).hasSizeLessThan(32_768);
    assertThat(lines.only().get("error").get("stack").asString()).hasSizeLessThan(16_500);
  }

  @Test
  void threadsAtOnce_writeWholeLinesWithTheirOwnContext() throws Exception {
    int threads = 8;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch together = new CountDownLatch(threads);
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String id = "request-" + t;
        done.add(
            executor.submit(
                () -> {
                  together.countDown();
                  together.await();
                  try (Scope ignored =
                      RequestContext.create(id).storeIn(Context.current()).makeCurrent()) {
                    for (int i = 0; i < 500; i++) {
                      logger.atInfo().addKeyValue("own", id).log("line of {}", id);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      executor.shutdown();
    }
    assertThat(lines.all())
        .hasSize(threads * 500)
        .allSatisfy(
            line -> {
              String id = line.get("request_id").asString();
              assertThat(line.get("message").asString()).isEqualTo("line of " + id);
              assertThat(line.get("fields").get("own").asString()).isEqualTo(id);
            });
  }

  private static Throwable deep(int depth, String message) {
    return depth == 0 ? new IllegalStateException(message) : deep(depth - 1, message);
  }

  /** Mostly what is dangerous: controls, quotes, surrogates whole and torn, separators. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(24);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(6)) {
        case 0 -> text.append((char) random.nextInt(0xa0));
        case 1 -> text.append((char) (0xd800 + random.nextInt(0x800)));
        case 2 -> text.append((char) (0x2020 + random.nextInt(0x50)));
        case 3 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
        case 4 -> text.append((char) random.nextInt(0xd800));
        default -> text.append("\"\\/{}[],bnrt".charAt(random.nextInt(12)));
      }
    }
    return text.toString();
  }

  private static String wellFormed(String text) {
    StringBuilder repaired = new StringBuilder();
    text.codePoints()
        .forEach(c -> repaired.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? 0xfffd : c));
    return repaired.toString();
  }

  private static final class Throwing {
    @Override
    public String toString() {
      throw new IllegalStateException("no description");
    }
  }

  private static final class NullText {
    @Override
    @SuppressWarnings({"NullAway", "ToStringReturnsNull"})
    public String toString() {
      return null;
    }
  }

  private static final class Endless {
    @Override
    @SuppressWarnings("InfiniteRecursion")
    public String toString() {
      return toString() + toString();
    }
  }

  private static final class ThrowingList extends AbstractCollection<String> {
    @Override
    public Iterator<String> iterator() {
      throw new ConcurrentModificationException();
    }

    @Override
    public int size() {
      return 1;
    }
  }
}
