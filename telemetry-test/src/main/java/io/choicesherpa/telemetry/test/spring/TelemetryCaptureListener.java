package io.choicesherpa.telemetry.test.spring;

import io.choicesherpa.telemetry.test.TelemetryCapture;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/** Each test begins with nothing captured and ends with what must hold after every test. */
final class TelemetryCaptureListener implements TestExecutionListener {

  TelemetryCaptureListener() {}

  @Override
  public void beforeTestMethod(TestContext test) {
    if (captures(test)) {
      capture(test).reset();
    }
  }

  @Override
  public void afterTestMethod(TestContext test) {
    if (captures(test) && test.hasApplicationContext()) {
      capture(test).verify();
    }
  }

  private static boolean captures(TestContext test) {
    return TestContextAnnotationUtils.hasAnnotation(
        test.getTestClass(), AutoConfigureTelemetryCapture.class);
  }

  private static TelemetryCapture capture(TestContext test) {
    return test.getApplicationContext().getBean(TelemetryCapture.class);
  }
}
