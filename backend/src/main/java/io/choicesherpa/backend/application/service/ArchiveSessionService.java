package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.ArchiveSession;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.Session;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class ArchiveSessionService implements ArchiveSession {

  private static final Logger log = LoggerFactory.getLogger(ArchiveSessionService.class);

  private final Ports ports;
  private final Access access;

  ArchiveSessionService(Ports ports, Access access) {
    this.ports = ports;
    this.access = access;
  }

  @Override
  public Session.Archived archive(UserId user, SessionId id) {
    return ports.change(
        "archive_session",
        () -> {
          Session.Active active = access.sessionForChange(user, id);
          Session.Archived archived = active.archive(ports.clock().instant());
          ports.sessions().archive(archived);
          ports
              .events()
              .publish(
                  new DomainEvent.SessionArchived(
                      archived.id(), archived.owner(), archived.archivedAt()));
          ports.journey().sessionArchived();
          return archived;
        },
        session -> log.info("Session archived"));
  }
}
