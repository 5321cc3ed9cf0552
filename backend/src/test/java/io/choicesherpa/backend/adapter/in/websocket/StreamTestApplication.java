package io.choicesherpa.backend.adapter.in.websocket;

import io.choicesherpa.backend.adapter.in.security.SecurityConfiguration;
import io.choicesherpa.backend.adapter.in.web.WebConfiguration;
import io.choicesherpa.backend.adapter.out.metrics.MetricsConfiguration;
import io.choicesherpa.backend.adapter.out.persistence.PersistenceConfiguration;
import io.choicesherpa.backend.configuration.BackendConfiguration;
import io.choicesherpa.backend.testing.FakePorts;
import io.choicesherpa.backend.testing.TestDatabase;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The service with a real database and real sockets; AI, rate limits, events, audit are fakes. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  BackendConfiguration.class,
  MetricsConfiguration.class,
  PersistenceConfiguration.class,
  SecurityConfiguration.class,
  StreamConfiguration.class,
  WebConfiguration.class
})
class StreamTestApplication {

  /** Filters are made before anything that could name the database later. */
  static final class Database
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      TestPropertyValues.of("spring.datasource.url=" + TestDatabase.url()).applyTo(context);
    }
  }

  @Bean
  FakePorts fakePorts() {
    return new FakePorts();
  }
}
