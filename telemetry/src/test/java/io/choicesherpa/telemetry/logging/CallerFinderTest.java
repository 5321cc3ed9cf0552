package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.lang.reflect.Method;
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
import org.slf4j.spi.LocationAwareLogger;
import tools.jackson.databind.JsonNode;

class CallerFinderTest {
  private static final String HERE = "io/choicesherpa/telemetry/logging/CallerFinderTest.java";

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
  void librarysOwnLine_namesItsOnePlaceAndNoOtherLine() {
    Logger own = lines.logger("io.choicesherpa.telemetry.http");
    int place = new Throwable().getStackTrace()[0].getLineNumber() + 2;
    for (int i = 0; i < 2; i++) {
      own.info("Request ended");
    }
    int other = new Throwable().getStackTrace()[0].getLineNumber() + 1;
    own.info("Something else");
    List<JsonNode> written = lines.all();
    assertCaller(written.get(0), place);
    assertCaller(written.get(1), place);
    assertCaller(written.get(2), other);
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
  void otherThread_namesNoCallerRatherThanAWrongOne() {
    Logger root = lines.context().getLogger(Logger.ROOT_LOGGER_NAME);
    var direct = root.getAppender("choice-sherpa-lines");
    root.detachAppender(direct);
    AsyncAppender async = new AsyncAppender();
    async.setContext(lines.context());
    async.addAppender(direct);
    async.start();
    root.addAppender(async);
    logger.info("later");
    async.stop();
    assertThat(lines.only().has("file")).isFalse();
    assertThat(lines.only().get("thread").asString()).isEqualTo(Thread.currentThread().getName());
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
    assertThat(CallerFinder.isLogging(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"io.choicesherpa.backend.SessionService", "org.springframework.core.Loggerless"})
  void framesOfApplications_areCallers(String type) {
    assertThat(CallerFinder.isLogging(type)).isFalse();
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
