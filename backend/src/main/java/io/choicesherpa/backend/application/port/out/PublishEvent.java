package io.choicesherpa.backend.application.port.out;

import io.choicesherpa.backend.domain.DomainEvent;

/** Tells the rest of the world, if and only if the caller's transaction commits. */
public interface PublishEvent {

  void publish(DomainEvent event);
}
