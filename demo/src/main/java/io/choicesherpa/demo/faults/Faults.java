package io.choicesherpa.demo.faults;

import io.choicesherpa.demo.ai.AiServer;
import io.choicesherpa.demo.ai.FaultRates;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Switches faults on and off while everything runs. Thread-safe. */
public final class Faults implements AutoCloseable {
  private static final FaultRates MOSTLY_FAILING = new FaultRates(0.1, 0.5, 0.2, 0.05);

  private final AiServer ai;
  private final String jdbcUrl;
  private final URI backend;
  private final long backendPid;
  private final Path takenTables;
  private final Map<Fault, RunningFault> running = new EnumMap<>(Fault.class);

  /**
   * With nothing wrong yet.
   *
   * @param ai the provider that may fail
   * @param jdbcUrl the backend's database, for a role that may lock and rename its tables
   * @param backend its base address
   * @param backendPid the number of its process
   * @param takenTables a folder that notes tables taken away, for {@link #putRight}
   */
  public Faults(AiServer ai, String jdbcUrl, URI backend, long backendPid, Path takenTables) {
    this.ai = ai;
    this.jdbcUrl = jdbcUrl;
    this.backend = backend;
    this.backendPid = backendPid;
    this.takenTables = takenTables;
  }

  /**
   * Gives back the tables that a run took away and could not give back, because it was killed.
   *
   * @throws SQLException when the database refuses
   */
  public static void putRight(String jdbcUrl, Path takenTables) throws SQLException {
    MissingTable.giveAllBack(jdbcUrl, takenTables);
  }

  /** What is on now. */
  public synchronized Set<Fault> on() {
    Set<Fault> on = EnumSet.noneOf(Fault.class);
    on.addAll(running.keySet());
    return on;
  }

  /**
   * Ends what is not wanted any more and begins what was not on.
   *
   * @throws IllegalArgumentException for one that cannot begin while the backend runs
   * @throws SQLException when the database cannot be brought into disorder; what went before is on
   */
  public synchronized void set(Set<Fault> wanted) throws SQLException {
    for (Fault fault : wanted) {
      if (!fault.isWhileRunning()) {
        throw new IllegalArgumentException(fault.title() + " can only be on from the start");
      }
    }
    for (Fault fault : on()) {
      if (!wanted.contains(fault)) {
        end(fault);
      }
    }
    for (Fault fault : wanted) {
      if (!running.containsKey(fault)) {
        running.put(fault, begin(fault));
      }
    }
  }

  private void end(Fault fault) {
    RunningFault ended = running.remove(fault);
    if (ended != null) {
      ended.close();
    }
  }

  private RunningFault begin(Fault fault) throws SQLException {
    return switch (fault) {
      case AI_ERRORS -> failingAi();
      case SLOW_DATABASE -> TableLock.againAndAgain(jdbcUrl, fault.title(), "sessions");
      case CUT_OFF_ANSWERS -> cuttingOff();
      case EVENT_HANDLER_STUCK -> TableLock.held(jdbcUrl, fault.title(), "dashboard_sessions");
      case EVENT_HANDLER_FAILING ->
          MissingTable.takeAway(jdbcUrl, "dashboard_sessions", takenTables);
      case RATE_LIMIT_STORM -> new RequestStorm(backend);
      case HTTP_ERRORS -> MissingTable.takeAway(jdbcUrl, "conversations", takenTables);
      case BACKEND_HANGS -> SuspendedProcess.suspend(backendPid);
      case EXPENSIVE_MODEL, COLLECTOR_DOWN ->
          throw new IllegalArgumentException(fault.title() + " can only be on from the start");
    };
  }

  private RunningFault failingAi() {
    FaultRates before = ai.behaviour().faults();
    ai.behave(ai.behaviour().withFaults(MOSTLY_FAILING));
    return () -> ai.behave(ai.behaviour().withFaults(before));
  }

  private RunningFault cuttingOff() {
    ai.behave(ai.behaviour().withCutOff(Set.of("alternatives")));
    return () -> ai.behave(ai.behaviour().withCutOff(Set.of()));
  }

  /** Ends all of them. */
  @Override
  public synchronized void close() {
    on().forEach(this::end);
  }
}
