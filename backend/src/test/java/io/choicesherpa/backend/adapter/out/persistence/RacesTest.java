package io.choicesherpa.backend.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.backend.application.port.in.ArchiveSession;
import io.choicesherpa.backend.application.port.in.CreateSession.CreateSessionCommand;
import io.choicesherpa.backend.application.port.in.SendMessage.SendMessageCommand;
import io.choicesherpa.backend.application.port.out.CompleteWithAi.ChunkListener;
import io.choicesherpa.backend.application.port.out.RecordJourney;
import io.choicesherpa.backend.application.service.Ports;
import io.choicesherpa.backend.application.service.UseCases;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.ConflictException;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.Message;
import io.choicesherpa.backend.domain.Role;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.domain.UserId;
import io.choicesherpa.backend.testing.FakePorts;
import io.choicesherpa.backend.testing.TestDatabase;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Requests that come at the same moment, over the real locks of a real database. */
class RacesTest {

  private static final int CALLERS = 8;

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());
  private final FakePorts fakes = new FakePorts();
  private final JdbcMessages messages = new JdbcMessages(jdbc);
  private final UseCases useCases =
      new UseCases(
          new Ports(
              new JdbcSessions(jdbc),
              new JdbcCycles(jdbc),
              new JdbcConversations(jdbc),
              messages,
              new JdbcTransaction(new DataSourceTransactionManager(TestDatabase.dataSource())),
              fakes,
              uncounted(),
              fakes,
              fakes,
              fakes,
              fakes,
              new Tracing(OpenTelemetry.noop()),
              Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000)),
              UUID::randomUUID));
  private final UserId user = new UserId("user-" + UUID.randomUUID());
  private final SessionId session =
      useCases.createSession().create(new CreateSessionCommand(user, Tier.FREE, null)).id();
  private final CycleId cycle = useCases.createCycle().create(user, session).id();
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  private static RecordJourney uncounted() {
    return (RecordJourney)
        Proxy.newProxyInstance(
            RecordJourney.class.getClassLoader(),
            new Class<?>[] {RecordJourney.class},
            (proxy, method, arguments) -> null);
  }

  /** Runs {@code call} for all callers at once; gives what came back and leaves out conflicts. */
  private <T> List<T> together(Callable<T> call) throws Exception {
    CyclicBarrier start = new CyclicBarrier(CALLERS);
    List<Future<T>> running = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      running.add(
          callers.submit(
              () -> {
                start.await(10, TimeUnit.SECONDS);
                return call.call();
              }));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : running) {
      try {
        results.add(future.get(20, TimeUnit.SECONDS));
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(ConflictException.class);
      }
    }
    return results;
  }

  private long told(String type) {
    return fakes.events.stream().filter(event -> event.type().equals(type)).count();
  }

  @RepeatedTest(3)
  void component_isStartedAndCompletedByOneOnly() throws Exception {
    assertThat(
            together(() -> useCases.startComponent().start(user, cycle, ComponentType.OBJECTIVES)))
        .hasSize(1);
    assertThat(
            together(
                () -> useCases.completeComponent().complete(user, cycle, ComponentType.OBJECTIVES)))
        .hasSize(1);
    assertThat(told("component.started")).isEqualTo(1);
    assertThat(told("component.completed")).isEqualTo(1);
  }

  @RepeatedTest(3)
  void conversation_isTheSameForAll() throws Exception {
    var started =
        together(() -> useCases.startConversation().start(user, cycle, ComponentType.ALTERNATIVES));
    assertThat(started).hasSize(CALLERS);
    assertThat(started)
        .extracting(s -> s.conversation().id())
        .containsOnly(started.get(0).conversation().id());
    assertThat(started).filteredOn(s -> s.isNew()).hasSize(1);
  }

  @RepeatedTest(3)
  void archive_isDoneByOneOnly() throws Exception {
    ArchiveSession archive = useCases.archiveSession();
    assertThat(together(() -> archive.archive(user, session))).hasSize(1);
  }

  @RepeatedTest(3)
  void exchanges_neverInterleave() throws Exception {
    ConversationId conversation =
        useCases
            .startConversation()
            .start(user, cycle, ComponentType.OBJECTIVES)
            .conversation()
            .id();
    together(
        () ->
            useCases
                .sendMessage()
                .send(
                    new SendMessageCommand(user, Tier.FREE, conversation, "" + UUID.randomUUID()),
                    ChunkListener.NONE));
    List<Message> kept = messages.last(conversation, null, 100);
    assertThat(kept).hasSize(2 * CALLERS);
    for (int i = 0; i < kept.size(); i += 2) {
      assertThat(kept.get(i).role()).isEqualTo(Role.USER);
      assertThat(kept.get(i + 1).text()).isEqualTo("You said: " + kept.get(i).text());
    }
  }

  @RepeatedTest(3)
  void nothingIsAddedOnceTheSessionIsArchived() throws Exception {
    AtomicInteger caller = new AtomicInteger();
    together(
        () ->
            caller.incrementAndGet() % 2 == 0
                ? useCases.createCycle().create(user, session)
                : useCases.archiveSession().archive(user, session));
    List<String> types = new ArrayList<>();
    fakes.events.stream().map(DomainEvent::type).forEach(types::add);
    assertThat(types).last().isEqualTo("session.archived");
  }
}
