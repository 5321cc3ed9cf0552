package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogbackSetupTest {
  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void contextHasAnMdc() {
    context.setMDCAdapter((LogbackMDCAdapter) MDC.getMDCAdapter());
  }

  @Test
  void appliedTwice_writesEachLineOnce() {
    apply(out);
    apply(out);
    context.getLogger("a").info("once");
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
  }

  @Test
  void earlierSetUp_isReplaced() {
    ConsoleAppender<ILoggingEvent> earlier = new ConsoleAppender<>();
    earlier.setContext(context);
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(earlier);
    apply(out);
    assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders())
        .toIterable()
        .hasSize(1)
        .doesNotContain(earlier);
  }

  @Test
  void stopping_flushesTheStreamAndLeavesItOpen() {
    AtomicBoolean closed = new AtomicBoolean();
    OutputStream stream =
        new OutputStream() {
          @Override
          public void write(int b) {
            out.write(b);
          }

          @Override
          public void close() throws IOException {
            closed.set(true);
          }
        };
    apply(stream);
    context.getLogger("a").info("line");
    context.stop();
    assertThat(closed).isFalse();
    assertThat(out.size()).isPositive();
  }

  @Test
  void encoder_standsAloneForOtherSetUps() {
    Encoder<ILoggingEvent> encoder = new JsonLogEncoder("choice-sherpa", "test");
    assertThat(encoder.headerBytes()).isEmpty();
    assertThat(encoder.footerBytes()).isEmpty();
  }

  private void apply(OutputStream stream) {
    LogbackSetup.apply(
        context,
        LevelFilter.parse("info"),
        new JsonLogEncoder("choice-sherpa", "test"),
        stream,
        null);
  }
}
