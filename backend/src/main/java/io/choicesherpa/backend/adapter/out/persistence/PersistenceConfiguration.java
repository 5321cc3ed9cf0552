package io.choicesherpa.backend.adapter.out.persistence;

import io.choicesherpa.backend.application.port.out.Conversations;
import io.choicesherpa.backend.application.port.out.Cycles;
import io.choicesherpa.backend.application.port.out.Messages;
import io.choicesherpa.backend.application.port.out.RunInTransaction;
import io.choicesherpa.backend.application.port.out.Sessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The stores over the application's data source. */
@Configuration(proxyBeanMethods = false)
public class PersistenceConfiguration {

  @Bean
  Sessions sessions(JdbcClient jdbc) {
    return new JdbcSessions(jdbc);
  }

  @Bean
  Cycles cycles(JdbcClient jdbc) {
    return new JdbcCycles(jdbc);
  }

  @Bean
  Conversations conversations(JdbcClient jdbc) {
    return new JdbcConversations(jdbc);
  }

  @Bean
  Messages messages(JdbcClient jdbc) {
    return new JdbcMessages(jdbc);
  }

  @Bean
  RunInTransaction runInTransaction(PlatformTransactionManager transactions) {
    return new JdbcTransaction(transactions);
  }
}
