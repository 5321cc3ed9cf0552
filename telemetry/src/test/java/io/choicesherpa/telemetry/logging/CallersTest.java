package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.BasicSequenceNumberGenerator;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.spi.LocationAwareLogger;
import tools.jackson.databind.JsonNode;

class CallersTest {
  private static final String HERE = "io/choicesherpa/telemetry/logging/CallersTest.java";

  private final LogLines lines = new LogLines("trace");
  private final Logger logger = lines.logger("io.choicesherpa.caller");

  @AfterEach
  void everyLineHolds() {
    lines.verify();
  }

  @Test
  void locationAwareCall_namesTheCaller() {
    Marker marker = MarkerFactory.getMarker("AUDITED");
    int line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
    logger.log(marker, "fqcn", LocationAwareLogger.INFO_INT, "located", null, null);
    assertCaller(lines.only(), line);
  }

  @Test
  void javaUtilLoggingBridged_namesTheCallerBeyondTheBridge() {
    Logger bridged = (Logger) LoggerFactory.getLogger("io.choicesherpa.bridged");
    Appender<ILoggingEvent> appender =
        lines.context().getLogger(Logger.ROOT_LOGGER_NAME).getAppender("choice-sherpa-lines");
    java.util.logging.Logger source = java.util.logging.Logger.getLogger(bridged.getName());
    Handler bridge = new SLF4JBridgeHandler();
    bridged.setAdditive(false);
    bridged.addAppender(appender);
    source.setUseParentHandlers(false);
    source.addHandler(bridge);
    try {
      int line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
      source.info("through java.util.logging");
      assertCaller(lines.only(), line);
    } finally {
      source.removeHandler(bridge);
      bridged.detachAppender(appender);
    }
  }

  @Test
  void reflectiveCall_namesWhoReflected() throws ReflectiveOperationException {
    Method info = org.slf4j.Logger.class.getMethod("info", String.class);
    int line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
    info.invoke(logger, "reflected");
    assertCaller(lines.only(), line);
  }

  @Test
  void placeOfTheLibrary_namesItselfInEachOfItsLines() {
    LinePlace place = new LinePlace(logger);
    int line = new Throwable().getStackTrace()[0].getLineNumber() + 2;
    for (int i = 0; i < 2; i++) {
      place.write(Level.INFO, "Known place", List.of(new KeyValuePair("n", i)));
    }
    place.write(Level.TRACE, "as the logger's level has it", List.of());
    logger.setLevel(ch.qos.logback.classic.Level.WARN);
    place.write(Level.INFO, "switched off", List.of());
    List<JsonNode> written = lines.all();
    assertThat(written).hasSize(3);
    assertCaller(written.get(0), line);
    assertCaller(written.get(1), line);
    assertThat(written.get(1).get("fields").get("n").asInt()).isOne();
    assertThat(written.get(1).get("target").asString()).isEqualTo(logger.getName());
  }

  @Test
  void lambdaAndDeepStack_nameTheirLine() {
    int line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
    Runnable call = () -> logger.info("deep");
    descend(500, call);
    assertCaller(lines.only(), line);
  }

  @Test
  void logCallInsideOfALogCall_namesEachItsOwnLine() {
    Object chatty =
        new Object() {
          @Override
          public String toString() {
            logger.info("inner");
            return "chatty";
          }
        };
    int line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
    logger.info("outer {}", chatty);
    assertThat(lines.all().get(0).get("line").asInt()).isEqualTo(line - 5);
    assertCaller(lines.all().get(1), line);
  }

  @Test
  void otherThread_namesTheCallerThatWasFoundBefore() {
    AsyncAppender async = behindAnotherThread();
    int line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
    logger.info("later");
    async.stop();
    assertCaller(lines.only(), line);
    assertThat(lines.only().get("thread").asString()).isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void otherThreadAfterOthersOfTheSameThread_namesNoCallerRatherThanAWrongOne() {
    logger.setAdditive(false);
    ListAppender<ILoggingEvent> kept = new ListAppender<>();
    kept.start();
    logger.addAppender(kept);
    logger.info("first");
    logger.info("second");
    JsonLogEncoder encoder = new JsonLogEncoder("choice-sherpa", "test");
    encoder.setContext(lines.context());
    encoder.start();
    List<String> texts = new ArrayList<>();
    Thread other =
        new Thread(
            () ->
                kept.list.forEach(
                    event -> texts.add(new String(encoder.encode(event), StandardCharsets.UTF_8))));
    other.start();
    join(other);
    assertThat(texts.get(0)).doesNotContain("\"file\"");
    assertThat(texts.get(1)).contains(HERE);
  }

  @Test
  void contextThatNumbersItsEvents_keepsItsNumbers() {
    LoggerContext context = lines.context();
    context.setSequenceNumberGenerator(new BasicSequenceNumberGenerator());
    ListAppender<ILoggingEvent> kept = new ListAppender<>();
    kept.start();
    logger.addAppender(kept);
    JsonLogEncoder encoder = new JsonLogEncoder("choice-sherpa", "test");
    encoder.setContext(context);
    encoder.start();
    int line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
    logger.info("numbered");
    assertThat(kept.list.get(0).getSequenceNumber()).isOne();
    assertCaller(lines.only(), line);
  }

  private AsyncAppender behindAnotherThread() {
    Logger root = lines.context().getLogger(Logger.ROOT_LOGGER_NAME);
    var direct = root.getAppender("choice-sherpa-lines");
    root.detachAppender(direct);
    AsyncAppender async = new AsyncAppender();
    async.setContext(lines.context());
    async.addAppender(direct);
    async.start();
    root.addAppender(async);
    return async;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.slf4j.spi.DefaultLoggingEventBuilder",
        "org.slf4j.bridge.SLF4JBridgeHandler",
        "org.apache.commons.logging.impl.Slf4jLogFactory$Slf4jLog",
        "org.springframework.core.log.LogAccessor",
        "org.apache.logging.slf4j.SLF4JLogger",
        "org.apache.juli.logging.DirectJDKLog",
        "org.jboss.logging.Slf4jLocationAwareLogger",
        "org.hibernate.internal.CoreMessageLogger_$logger",
        "java.util.logging.Logger",
        "sun.util.logging.PlatformLogger",
        "io.netty.util.internal.logging.Slf4JLogger",
        "io.choicesherpa.telemetry.audit.AuditLog"
      })
  void framesOfLoggingLibraries_arePassedOver(String type) {
    assertThat(CallerSearch.isLogging(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"io.choicesherpa.backend.SessionService", "org.springframework.core.Loggerless"})
  void framesOfApplications_areCallers(String type) {
    assertThat(CallerSearch.isLogging(type)).isFalse();
  }

  private static void assertCaller(JsonNode line, int number) {
    assertThat(line.get("file").asString()).isEqualTo(HERE);
    assertThat(line.get("line").asInt()).isEqualTo(number);
  }

  private static void descend(int depth, Runnable action) {
    if (depth == 0) {
      action.run();
    } else {
      descend(depth - 1, action);
    }
  }
}
