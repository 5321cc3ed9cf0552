package io.choicesherpa.backend.adapter.in.events;

import io.choicesherpa.backend.adapter.redis.EnvelopeJson;
import io.choicesherpa.backend.adapter.redis.EventStream;
import io.choicesherpa.backend.adapter.redis.EventTypes;
import io.choicesherpa.backend.adapter.redis.Redis;
import io.choicesherpa.backend.application.port.in.FollowSessions;
import io.choicesherpa.backend.application.port.out.NotifyUser;
import io.choicesherpa.telemetry.events.EventTelemetry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the handlers, each behind a consumer of its own. */
@Configuration(proxyBeanMethods = false)
class EventConsumersConfiguration {

  @Bean
  EventConsumers eventConsumers(
      FollowSessions followSessions,
      NotifyUser notifyUser,
      EventStream stream,
      Redis redis,
      EnvelopeJson json,
      EventTelemetry telemetry) {
    ConsumerSettings settings =
        new ConsumerSettings(consumerName(), 50, Duration.ofSeconds(1), Duration.ofSeconds(15), 5);
    Stream<EventHandler> handlers =
        Stream.of(new DashboardHandler(followSessions), new NotificationHandler(notifyUser));
    List<StreamConsumer> consumers =
        handlers
            .map(
                handler -> {
                  EventTypes.ALL.forEach(
                      type -> telemetry.metrics().expectProcessed(type, handler.name()));
                  return new StreamConsumer(
                      handler.name(),
                      new EntryProcessor(handler, stream, json, telemetry, settings.maxAttempts()),
                      stream,
                      redis,
                      settings,
                      System::nanoTime);
                })
            .toList();
    return new EventConsumers(consumers);
  }

  /** The same after a restart, so that what was left is taken up under the same name. */
  private static String consumerName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "backend";
    }
  }
}
