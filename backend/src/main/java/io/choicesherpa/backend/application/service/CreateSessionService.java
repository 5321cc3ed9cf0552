package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.CreateSession;
import io.choicesherpa.backend.application.port.in.RateLimitedException;
import io.choicesherpa.backend.application.port.out.LimitRate;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.JourneyStage;
import io.choicesherpa.backend.domain.Session;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.telemetry.context.RequestContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class CreateSessionService implements CreateSession {

  private static final String RESOURCE = "sessions";

  private static final Logger log = LoggerFactory.getLogger(CreateSessionService.class);

  private final Ports ports;

  CreateSessionService(Ports ports) {
    this.ports = ports;
  }

  @Override
  public Session.Active create(CreateSessionCommand command) {
    Session.Active session =
        Session.create(
            new SessionId(ports.newIds().get()),
            command.user(),
            command.title(),
            ports.clock().instant());
    LimitRate.Decision decision = ports.rateLimit().take(command.user(), command.tier(), RESOURCE);
    if (!decision.allowed()) {
      throw new RateLimitedException(RESOURCE, decision.retryAfter());
    }
    RequestContext context = RequestContext.current();
    if (context != null) {
      context.setSessionId(session.id().toString());
    }
    return ports.change(
        "create_session",
        () -> {
          ports.sessions().add(session);
          ports
              .events()
              .publish(
                  new DomainEvent.SessionCreated(
                      session.id(), session.owner(), command.tier(), session.createdAt()));
          ports.journey().sessionCreated(command.tier());
          ports.journey().stageReached(session.id(), JourneyStage.SESSION);
          return session;
        },
        created ->
            log.atInfo().addKeyValue("tier", command.tier().wireName()).log("Session created"));
  }
}
