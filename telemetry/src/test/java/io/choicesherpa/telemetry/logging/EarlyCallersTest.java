package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ContextBase;
import io.choicesherpa.telemetry.audit.AuditEvent;
import io.choicesherpa.telemetry.audit.AuditLog;
import io.choicesherpa.telemetry.audit.AuditOutcome;
import io.choicesherpa.telemetry.redaction.Redactor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EarlyCallersTest {
  private final LoggerContext context = new LoggerContext();
  private final EarlyCallers callers = Objects.requireNonNull(EarlyCallers.of(context));
  private final Logger logger = context.getLogger("io.choicesherpa.early");
  private final List<StackTraceElement> taken = new ArrayList<>();

  @Test
  void takenEvents_areAllFound() {
    deliver(true);
    for (int i = 0; i < 500; i++) {
      logger.info("written");
    }
    assertThat(taken).hasSize(500);
  }

  @Test
  void eventsThatNobodyTakes_areHardlyLookedAfterUntilOneIsTakenAgain() {
    Recorder recorder = deliver(false);
    for (int i = 0; i < 1000; i++) {
      logger.info("refused");
    }
    recorder.takes = true;
    for (int i = 0; i < 200; i++) {
      logger.info("written");
    }
    // Some were not found at first, and from the first that was found on all are.
    assertThat(taken).hasSizeBetween(100, 199);
    int before = taken.size();
    for (int i = 0; i < 200; i++) {
      logger.info("written");
    }
    assertThat(taken).hasSize(before + 200);
  }

  @Test
  void event_isFoundOnceAndByItsOwnContextOnly() {
    Recorder recorder = deliver(false);
    logger.info("once");
    ILoggingEvent event = Objects.requireNonNull(recorder.last);
    EarlyCallers others = Objects.requireNonNull(EarlyCallers.of(new LoggerContext()));

    assertThat(others.take(event)).isNull();
    assertThat(callers.take(event)).isNotNull();
    assertThat(callers.take(event)).isNull();
  }

  @Test
  void auditLines_areFoundAsOthersAre() {
    Recorder recorder = deliver(context.getLogger("audit"), true);
    AuditLog audit = new AuditLog(context, Redactor.standard(), Clock.systemUTC());
    audit.record(new AuditEvent("session.create", AuditOutcome.SUCCESS, null, null, null));
    assertThat(recorder.last).isNotNull();
    assertThat(taken).hasSize(1);
  }

  @Test
  void context_hasOneForAllItsEncoders() {
    assertThat(EarlyCallers.of(context)).isSameAs(callers);
    assertThat(EarlyCallers.of(new ContextBase())).isNull();
    assertThat(EarlyCallers.of(null)).isNull();
  }

  private Recorder deliver(boolean takes) {
    return deliver(logger, takes);
  }

  private Recorder deliver(Logger logger, boolean takes) {
    Recorder recorder = new Recorder();
    recorder.takes = takes;
    recorder.start();
    logger.addAppender(recorder);
    return recorder;
  }

  private final class Recorder extends AppenderBase<ILoggingEvent> {
    private boolean takes;
    private @Nullable ILoggingEvent last;

    @Override
    protected void append(ILoggingEvent event) {
      last = event;
      StackTraceElement caller = takes ? callers.take(event) : null;
      if (caller != null) {
        assertThat(caller.getClassName()).isEqualTo(EarlyCallersTest.class.getName());
        taken.add(caller);
      }
    }
  }
}
