package io.choicesherpa.backend.adapter.in.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.backend.adapter.redis.EventTypes;
import io.choicesherpa.backend.adapter.redis.MalformedEventException;
import io.choicesherpa.backend.application.port.in.FollowSessions;
import io.choicesherpa.backend.application.port.in.FollowSessions.SessionChange.Kind;
import io.choicesherpa.backend.application.port.out.NotifyUser.Notification;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.UserId;
import io.choicesherpa.telemetry.events.EventEnvelope;
import io.choicesherpa.telemetry.events.EventMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HandlersTest {

  private static final UUID EVENT = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final String PAYLOAD =
      "{'session_id':'00000000-0000-4000-8000-000000000002','user_id':'user-1'}";

  private final List<FollowSessions.SessionChange> changes = new ArrayList<>();
  private final DashboardHandler dashboard =
      new DashboardHandler(
          new FollowSessions() {
            @Override
            public boolean isFollowed(UUID eventId) {
              return eventId.equals(EVENT);
            }

            @Override
            public void follow(SessionChange change) {
              changes.add(change);
            }
          });

  @Test
  void everyTypeOfEvent_isFollowed() throws Exception {
    for (String type : EventTypes.ALL) {
      dashboard.handle(event(type, PAYLOAD));
    }

    assertThat(changes)
        .extracting(FollowSessions.SessionChange::kind)
        .containsExactlyInAnyOrder(Kind.values());
  }

  @Test
  void component_isReadFromThePayload() throws Exception {
    dashboard.handle(
        event("component.started", PAYLOAD.replace("}", ",'component_type':'tradeoffs'}")));

    assertThat(changes.get(0).component()).isEqualTo(ComponentType.TRADEOFFS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "session.exploded|{}|event_type is not known",
        "session.created|{}|session_id is not an id",
        "session.created|{'session_id':'00000000-0000-4000-8000-000000000002'}|user_id is not an id",
        "session.created|{'session_id':'00000000-0000-4000-8000-000000000002','user_id':'u',"
            + "'component_type':'x'}|component_type is not known"
      })
  void eventThatCannotBeFollowed_isMalformed(String type, String payload, String reason) {
    assertThatThrownBy(() -> dashboard.handle(event(type, payload)))
        .isInstanceOf(MalformedEventException.class)
        .hasMessage(reason);
  }

  @Test
  void followedEvent_isDone() {
    assertThat(dashboard.isDone(EVENT.toString())).isTrue();
    assertThat(dashboard.isDone(UUID.randomUUID().toString())).isFalse();
    assertThat(dashboard.isDone("no uuid")).isFalse();
  }

  @Test
  void notification_goesToItsUserOnce() throws Exception {
    List<UserId> users = new ArrayList<>();
    List<Notification> sent = new ArrayList<>();
    NotificationHandler handler =
        new NotificationHandler(
            (user, notification) -> {
              users.add(user);
              sent.add(notification);
              return 1;
            });

    handler.handle(event("cycle.completed", PAYLOAD));

    assertThat(users).containsExactly(new UserId("user-1"));
    assertThat(sent)
        .containsExactly(
            new Notification(
                EVENT.toString(), "cycle.completed", "cycle", "aggregate-1", Instant.EPOCH));
    assertThat(handler.isDone(EVENT.toString())).isTrue();
  }

  private static EventEnvelope<JsonNode> event(String type, String payload) {
    return new EventEnvelope<>(
        EVENT.toString(),
        type,
        "aggregate-1",
        type.substring(0, type.indexOf('.')),
        Instant.EPOCH,
        JsonMapper.shared().readTree(payload.replace('\'', '"')),
        EventMetadata.none());
  }
}
