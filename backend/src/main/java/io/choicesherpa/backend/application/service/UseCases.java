package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.ArchiveSession;
import io.choicesherpa.backend.application.port.in.BranchCycle;
import io.choicesherpa.backend.application.port.in.CompleteComponent;
import io.choicesherpa.backend.application.port.in.CompleteCycle;
import io.choicesherpa.backend.application.port.in.CreateCycle;
import io.choicesherpa.backend.application.port.in.CreateSession;
import io.choicesherpa.backend.application.port.in.SendMessage;
import io.choicesherpa.backend.application.port.in.StartComponent;
import io.choicesherpa.backend.application.port.in.StartConversation;
import io.choicesherpa.backend.application.port.in.ViewConversation;
import io.choicesherpa.backend.application.port.in.ViewCycle;
import io.choicesherpa.backend.application.port.in.ViewSessions;

/**
 * Puts the use cases together over their ports. All of them are safe for use by several threads.
 */
public final class UseCases {

  private final Ports ports;
  private final Access access;
  private final Steps steps;

  /** The use cases over {@code ports}. */
  public UseCases(Ports ports) {
    this.ports = ports;
    this.access =
        new Access(ports.sessions(), ports.cycles(), ports.conversations(), ports.audit());
    this.steps = new Steps(ports);
  }

  public CreateSession createSession() {
    return new CreateSessionService(ports);
  }

  public ViewSessions viewSessions() {
    return new ViewSessionsService(ports, access);
  }

  public ArchiveSession archiveSession() {
    return new ArchiveSessionService(ports, access);
  }

  public CreateCycle createCycle() {
    return new CreateCycleService(ports, access);
  }

  public ViewCycle viewCycle() {
    return new ViewCycleService(ports, access);
  }

  public BranchCycle branchCycle() {
    return new BranchCycleService(ports, access);
  }

  public CompleteCycle completeCycle() {
    return new CompleteCycleService(ports, access);
  }

  public StartComponent startComponent() {
    return new StartComponentService(ports, access, steps);
  }

  public CompleteComponent completeComponent() {
    return new CompleteComponentService(ports, access);
  }

  public StartConversation startConversation() {
    return new StartConversationService(ports, access, steps);
  }

  public ViewConversation viewConversation() {
    return new ViewConversationService(ports, access);
  }

  public SendMessage sendMessage() {
    return new SendMessageService(ports, access);
  }
}
