package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.CreateSession.CreateSessionCommand;
import io.choicesherpa.backend.application.port.out.RunInTransaction;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.domain.UserId;
import io.choicesherpa.backend.testing.FakePorts;
import io.choicesherpa.telemetry.test.TelemetryCapture;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The use cases over maps and fakes, at a time that only moves when told to. */
final class Fixture implements AutoCloseable {

  static final UserId ANN = new UserId("ann");
  static final UserId BOB = new UserId("bob");

  final InMemoryStore store = new InMemoryStore();
  final FakePorts ports = new FakePorts();
  final CountedJourney journey = new CountedJourney();
  final TelemetryCapture telemetry = TelemetryCapture.start();
  final SettableClock clock = new SettableClock();
  final UseCases useCases;

  private final AtomicLong lastId = new AtomicLong();

  Fixture() {
    useCases =
        new UseCases(
            new Ports(
                store.new OfSessions(),
                store.new OfCycles(),
                store.new OfConversations(),
                store.new OfMessages(),
                new Immediately(),
                ports,
                journey,
                ports,
                ports,
                ports,
                ports,
                telemetry.tracing(),
                clock,
                () -> new UUID(0, lastId.incrementAndGet())));
  }

  @Override
  public void close() {
    telemetry.close();
  }

  SessionId session() {
    return useCases
        .createSession()
        .create(new CreateSessionCommand(ANN, Tier.FREE, "Where to live"))
        .id();
  }

  CycleId cycle() {
    return useCases.createCycle().create(ANN, session()).id();
  }

  ConversationId conversation(ComponentType type) {
    return useCases.startConversation().start(ANN, cycle(), type).conversation().id();
  }

  SessionId sessionOf(ConversationId id) {
    return Objects.requireNonNull(store.conversations.get(id)).sessionId();
  }

  SessionId sessionOf(CycleId id) {
    return Objects.requireNonNull(store.cycles.get(id)).sessionId();
  }

  /** There is nothing to undo: the use cases change nothing before they throw. */
  private static final class Immediately implements RunInTransaction {
    @Override
    public <T extends @Nullable Object> T call(Supplier<T> body) {
      return body.get();
    }
  }

  static final class SettableClock extends Clock {
    private Instant now = Instant.parse("2026-01-07T14:32:01Z");

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("withZone");
    }
  }
}
