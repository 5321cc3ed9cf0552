package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.backend.adapter.in.security.SecurityConfiguration;
import io.choicesherpa.backend.adapter.out.metrics.MetricsConfiguration;
import io.choicesherpa.backend.adapter.out.persistence.PersistenceConfiguration;
import io.choicesherpa.backend.configuration.BackendConfiguration;
import io.choicesherpa.backend.testing.FakePorts;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The service with a real database and real HTTP; AI, rate limits, events and audit are fakes. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  BackendConfiguration.class,
  MetricsConfiguration.class,
  PersistenceConfiguration.class,
  SecurityConfiguration.class,
  WebConfiguration.class
})
class WebTestApplication {

  @Bean
  FakePorts fakePorts() {
    return new FakePorts();
  }
}
