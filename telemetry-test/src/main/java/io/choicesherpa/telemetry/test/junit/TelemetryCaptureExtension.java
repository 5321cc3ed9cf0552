package io.choicesherpa.telemetry.test.junit;

import io.choicesherpa.telemetry.test.TelemetryCapture;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A fresh {@link TelemetryCapture} for each test, as a parameter of the test or of its {@code
 * BeforeEach} and {@code AfterEach} methods; it is closed after the test, which checks what must
 * hold after every test.
 *
 * <pre>{@code
 * @ExtendWith(TelemetryCaptureExtension.class)
 * class HikesTest {
 *   @Test
 *   void climb_isTraced(TelemetryCapture telemetry) { … }
 * }
 * }</pre>
 *
 * <p>With other settings it is a static field: {@code @RegisterExtension static final
 * TelemetryCaptureExtension CAPTURE = new TelemetryCaptureExtension(() ->
 * TelemetryCapture.builder().unsampled().start())}. Works with JUnit 5 and 6.
 */
public final class TelemetryCaptureExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(TelemetryCaptureExtension.class);

  private final Supplier<TelemetryCapture> start;

  /** With everything sampled and the library's own metrics. */
  public TelemetryCaptureExtension() {
    this(TelemetryCapture::start);
  }

  /**
   * With settings of the test's own.
   *
   * @param start called before each test
   */
  public TelemetryCaptureExtension(Supplier<TelemetryCapture> start) {
    this.start = start;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    context.getStore(NAMESPACE).put(TelemetryCapture.class, start.get());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TelemetryCapture capture =
        context.getStore(NAMESPACE).remove(TelemetryCapture.class, TelemetryCapture.class);
    if (capture != null) {
      capture.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TelemetryCapture.class
        && context.getStore(NAMESPACE).get(TelemetryCapture.class) != null;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return Objects.requireNonNull(
        context.getStore(NAMESPACE).get(TelemetryCapture.class), "asked for what is not supported");
  }
}
