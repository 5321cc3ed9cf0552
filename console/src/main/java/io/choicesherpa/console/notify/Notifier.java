package io.choicesherpa.console.notify;

import io.choicesherpa.console.rules.Alert;
import io.choicesherpa.console.rules.AlertListener;
import io.choicesherpa.promql.model.Labels;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands alerts to all receivers on a thread of its own. When too many wait the newest is dropped
 * and counted: alerts that go on are told of again. Thread-safe.
 */
public final class Notifier implements AlertListener, AutoCloseable {

  /** Most alerts that wait. */
  public static final int MAX_WAITING = 10_000;

  private static final Logger log = LoggerFactory.getLogger(Notifier.class);
  private static final int BATCH = 256;

  private final BlockingQueue<Alert> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final List<Receiver> receivers = new ArrayList<>();
  private final Predicate<Labels> silenced;
  private final Set<String> unreachable = new HashSet<>();
  private final LongAdder sent = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final Thread thread;

  /**
   * Begins to tell.
   *
   * @param alertmanagers each hears of all alerts: it has silences of its own
   * @param webhooks hear only of alerts that are not {@code silenced}
   * @param externalUrl of the console, for links
   */
  public Notifier(
      List<URI> alertmanagers,
      List<URI> webhooks,
      Supplier<String> externalUrl,
      Predicate<Labels> silenced) {
    this.silenced = silenced;
    alertmanagers.forEach(uri -> receivers.add(new AlertmanagerReceiver(uri, externalUrl)));
    webhooks.forEach(uri -> receivers.add(new WebhookReceiver(uri, externalUrl)));
    thread = new Thread(this::run, "console-notify");
    thread.setDaemon(true);
    if (!receivers.isEmpty()) {
      thread.start();
    }
  }

  @Override
  public void alerts(String expression, List<Alert> alerts) {
    if (receivers.isEmpty()) {
      return;
    }
    for (Alert alert : alerts) {
      if (!waiting.offer(alert)) {
        dropped.increment();
      }
    }
  }

  private void run() {
    List<Alert> batch = new ArrayList<>();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        batch.add(waiting.take());
        waiting.drainTo(batch, BATCH - 1);
        for (Receiver receiver : receivers) {
          tell(receiver, batch);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      batch.clear();
    }
  }

  private void tell(Receiver receiver, List<Alert> batch) throws InterruptedException {
    List<Alert> alerts =
        receiver instanceof WebhookReceiver
            ? batch.stream().filter(alert -> !silenced.test(alert.labels())).toList()
            : List.copyOf(batch);
    if (alerts.isEmpty()) {
      return;
    }
    try {
      receiver.tell(alerts);
      sent.add(alerts.size());
      if (unreachable.remove(receiver.name())) {
        log.info("{} takes alerts again", receiver.name());
      }
    } catch (IOException | RuntimeException e) {
      failed.add(alerts.size());
      if (unreachable.add(receiver.name())) {
        log.warn("{} does not take alerts: {}", receiver.name(), e.toString());
      }
    }
  }

  /** What became of the alerts. */
  public NotifierFigures figures() {
    return new NotifierFigures(sent.sum(), failed.sum(), dropped.sum(), waiting.size());
  }

  /** Stops telling; what waits is dropped. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
