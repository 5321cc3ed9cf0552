package io.choicesherpa.backend.configuration;

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
import io.choicesherpa.backend.application.service.UseCases;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives each use case to whoever drives it. */
@Configuration(proxyBeanMethods = false)
class UseCaseConfiguration {

  @Bean
  CreateSession createSession(UseCases useCases) {
    return useCases.createSession();
  }

  @Bean
  ViewSessions viewSessions(UseCases useCases) {
    return useCases.viewSessions();
  }

  @Bean
  ArchiveSession archiveSession(UseCases useCases) {
    return useCases.archiveSession();
  }

  @Bean
  CreateCycle createCycle(UseCases useCases) {
    return useCases.createCycle();
  }

  @Bean
  ViewCycle viewCycle(UseCases useCases) {
    return useCases.viewCycle();
  }

  @Bean
  BranchCycle branchCycle(UseCases useCases) {
    return useCases.branchCycle();
  }

  @Bean
  CompleteCycle completeCycle(UseCases useCases) {
    return useCases.completeCycle();
  }

  @Bean
  StartComponent startComponent(UseCases useCases) {
    return useCases.startComponent();
  }

  @Bean
  CompleteComponent completeComponent(UseCases useCases) {
    return useCases.completeComponent();
  }

  @Bean
  StartConversation startConversation(UseCases useCases) {
    return useCases.startConversation();
  }

  @Bean
  ViewConversation viewConversation(UseCases useCases) {
    return useCases.viewConversation();
  }

  @Bean
  SendMessage sendMessage(UseCases useCases) {
    return useCases.sendMessage();
  }
}
