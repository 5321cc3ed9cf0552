package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingAwareMeterObservationHandler;
import io.micrometer.tracing.handler.TracingObservationHandler;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;

class TelemetryMicrometerTracingAutoConfigurationTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(TelemetryMicrometerTracingAutoConfiguration.class))
          .withBean(Spans.class);

  @Test
  void requestsInAndOut_haveNoSecondSpan_andAllElseKeepsItsOwn() {
    runner.run(context -> assertThat(observed(context)).containsExactly("tea", "tea stopped"));

    assertThat(meters.get("http").timer().count()).isEqualTo(1);
  }

  @Test
  void requests_withTheLibrarysSwitchedOff_haveMicrometersSpan() {
    runner
        .withPropertyValues("telemetry.http.enabled=false")
        .run(
            context ->
                assertThat(observed(context))
                    .contains("http", "http stopped")
                    .doesNotContain("call"));
    runner
        .withPropertyValues("telemetry.http-client.enabled=false")
        .run(
            context ->
                assertThat(observed(context))
                    .contains("call", "call stopped")
                    .doesNotContain("http"));
    runner
        .withPropertyValues("telemetry.enabled=false")
        .run(context -> assertThat(observed(context)).contains("http", "http stopped", "call"));
  }

  @Test
  void withoutMicrometersTracing_nothingIsMissed() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(TelemetryMicrometerTracingAutoConfiguration.class))
        .withClassLoader(new FilteredClassLoader("io.micrometer.tracing"))
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean("telemetryMicrometerTracingProcessor"));
  }

  private List<String> observed(ApplicationContext context) {
    ObservationRegistry registry = ObservationRegistry.create();
    TracingObservationHandler<?> handler = context.getBean(TracingObservationHandler.class);
    registry.observationConfig().observationHandler(handler);
    // As Spring Boot has it: measures with the observation's span, and wants to find it.
    registry
        .observationConfig()
        .observationHandler(
            new TracingAwareMeterObservationHandler<>(
                new DefaultMeterObservationHandler(meters), Tracer.NOOP));
    Observation.createNotStarted("tea", registry).observe(() -> {});
    Observation.createNotStarted(
            "http",
            () ->
                new ServerRequestObservationContext(
                    new MockHttpServletRequest(), new MockHttpServletResponse()),
            registry)
        .observe(() -> {});
    Observation.createNotStarted(
            "call",
            () ->
                new ClientRequestObservationContext(
                    ClientRequest.create(HttpMethod.GET, URI.create("http://example.org/"))),
            registry)
        .observe(() -> {});
    return Spans.SEEN.getAndClear();
  }

  /** Stands for any of Micrometer's handlers. */
  static final class Spans implements TracingObservationHandler<Observation.Context> {

    private static final Seen SEEN = new Seen();

    @Override
    public void onStart(Observation.Context context) {
      SEEN.names.add(context.getName());
      context.put(TracingContext.class, new TracingContext());
    }

    @Override
    public void onScopeOpened(Observation.Context context) {}

    @Override
    public void onScopeClosed(Observation.Context context) {}

    @Override
    public void onStop(Observation.Context context) {
      SEEN.names.add(context.getName() + " stopped");
    }

    @Override
    public Tracer getTracer() {
      return Tracer.NOOP;
    }
  }

  private static final class Seen {
    private final List<String> names = new ArrayList<>();

    List<String> getAndClear() {
      List<String> seen = List.copyOf(names);
      names.clear();
      return seen;
    }
  }
}
