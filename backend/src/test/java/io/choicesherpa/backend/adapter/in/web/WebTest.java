package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.backend.testing.TestDatabase;
import io.choicesherpa.telemetry.test.spring.AutoConfigureTelemetryCapture;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** Starts {@link WebTestApplication} once for all tests that carry this. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = WebTestApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureTelemetryCapture
@ContextConfiguration(initializers = WebTest.Database.class)
@interface WebTest {

  /** Filters are made before anything that could name the database later. */
  final class Database implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      TestPropertyValues.of("spring.datasource.url=" + TestDatabase.url()).applyTo(context);
    }
  }
}
