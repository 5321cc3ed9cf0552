package io.choicesherpa.telemetry.test.spring;

import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * Settings that suit a test, above the application's own and below the test's own. A record, since
 * equal customizers share a cached context.
 */
record TelemetryCaptureCustomizer(double sampleRate) implements ContextCustomizer {

  private static final String TEST_PROPERTIES =
      TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME;

  @Override
  public void customizeContext(
      ConfigurableApplicationContext context, MergedContextConfiguration unused) {
    MapPropertySource settings =
        new MapPropertySource(
            "telemetryCapture",
            Map.of(
                "OTLP_ENDPOINT", "none",
                "METRICS_PORT", "0",
                "TRACE_SAMPLE_RATE", Double.toString(sampleRate)));
    MutablePropertySources sources = context.getEnvironment().getPropertySources();
    if (sources.contains(TEST_PROPERTIES)) {
      sources.addAfter(TEST_PROPERTIES, settings);
    } else {
      sources.addFirst(settings);
    }
  }
}
