package io.choicesherpa.backend.adapter.in.events;

import java.util.List;
import org.springframework.context.SmartLifecycle;

/** All consumers, started before the first request is served and stopped after the last one. */
final class EventConsumers implements SmartLifecycle {

  private final List<StreamConsumer> consumers;
  private volatile boolean running;

  EventConsumers(List<StreamConsumer> consumers) {
    this.consumers = List.copyOf(consumers);
  }

  @Override
  public void start() {
    consumers.forEach(StreamConsumer::start);
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    // First all are told, so that their waits overlap.
    consumers.forEach(StreamConsumer::tellToStop);
    consumers.forEach(StreamConsumer::stop);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return 0;
  }
}
