package io.choicesherpa.telemetry.test.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Settings for the contexts of tests that capture. */
final class TelemetryCaptureCustomizerFactory implements ContextCustomizerFactory {

  TelemetryCaptureCustomizerFactory() {}

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> unused) {
    AutoConfigureTelemetryCapture capture =
        TestContextAnnotationUtils.findMergedAnnotation(
            testClass, AutoConfigureTelemetryCapture.class);
    return capture == null ? null : new TelemetryCaptureCustomizer(capture.sampleRate());
  }
}
