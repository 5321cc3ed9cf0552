package io.choicesherpa.telemetry.test.spring;

import io.choicesherpa.telemetry.test.TelemetryCapture;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Captures the telemetry of the application under test: a {@link TelemetryCapture} can be injected,
 * its OpenTelemetry is the application's, and its metrics are the application's own. Before each
 * test it is reset, after each test verified. Nothing is exported, and the metrics listener takes
 * any free port.
 *
 * <pre>{@code
 * @SpringBootTest
 * @AutoConfigureMockMvc
 * @AutoConfigureTelemetryCapture
 * class SessionsTest {
 *   @Autowired TelemetryCapture telemetry;
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration(TelemetryCaptureAutoConfiguration.class)
public @interface AutoConfigureTelemetryCapture {

  /**
   * Share of new traces that is sampled, 0 to 1: sets {@code TRACE_SAMPLE_RATE}, unless the test's
   * own properties do.
   */
  double sampleRate() default 1;
}
