package io.choicesherpa.backend.adapter.in.websocket;

import io.choicesherpa.backend.application.port.out.NotifyUser;
import io.choicesherpa.backend.domain.UserId;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections that are open in this process, by user. Notifications reach no other process.
 * Thread-safe.
 */
final class Connections implements NotifyUser {

  private final Map<UserId, Set<Connection>> byUser = new ConcurrentHashMap<>();
  private final Frames frames;
  private final GaugeDataPoint active;

  Connections(Frames frames, GaugeDataPoint active) {
    this.frames = frames;
    this.active = active;
  }

  void add(Connection connection) {
    byUser.compute(
        connection.opening().actor().user(),
        (user, others) -> {
          Set<Connection> all = others == null ? ConcurrentHashMap.newKeySet() : others;
          all.add(connection);
          return all;
        });
    active.inc();
  }

  /** Forgets a connection; false if it was forgotten before. */
  boolean remove(Connection connection) {
    boolean[] removed = new boolean[1];
    byUser.computeIfPresent(
        connection.opening().actor().user(),
        (user, all) -> {
          removed[0] = all.remove(connection);
          return all.isEmpty() ? null : all;
        });
    if (removed[0]) {
      active.dec();
    }
    return removed[0];
  }

  @Override
  public int notify(UserId user, Notification notification) {
    Set<Connection> connections = byUser.get(user);
    if (connections == null) {
      return 0;
    }
    String frame = frames.notification(notification);
    int told = 0;
    for (Connection connection : connections) {
      if (connection.send(frame)) {
        told++;
      }
    }
    return told;
  }
}
