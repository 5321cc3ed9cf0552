package io.choicesherpa.telemetry.test.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.choicesherpa.telemetry.test.TelemetryCapture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class TelemetryCaptureExtensionTest {

  @Test
  void capture_isFreshForEachTest() {
    run(TwoTests.class).assertStatistics(stats -> stats.started(2).succeeded(2));
  }

  @Test
  void capture_withSettings_isAsTheyAre() {
    run(WithSettings.class).assertStatistics(stats -> stats.started(1).succeeded(1));
  }

  @Test
  void whatMustHold_failsTheTest_byTheExtension() {
    assertThatItFails(Leaky.class);
  }

  @Test
  void whatMustHold_failsTheTest_byAutoClose() {
    assertThatItFails(LeakyWithoutExtension.class);
  }

  private static void assertThatItFails(Class<?> tests) {
    run(tests)
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("leak"),
                finishedWithFailure(message(text -> text.contains("{tenant=acme}")))));
    assertThat(MDC.get("tenant")).isNull();
  }

  private static Events run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .testEvents();
  }

  @ExtendWith(TelemetryCaptureExtension.class)
  static class TwoTests {
    private @Nullable TelemetryCapture atStart;

    @BeforeEach
    void prepare(TelemetryCapture telemetry) {
      atStart = telemetry;
    }

    @Test
    void one(TelemetryCapture telemetry) {
      logAndLook(telemetry);
    }

    @Test
    void other(TelemetryCapture telemetry) {
      logAndLook(telemetry);
    }

    private void logAndLook(TelemetryCapture telemetry) {
      assertThat(telemetry == atStart).as("the same within a test").isTrue();
      LoggerFactory.getLogger("test").info("once");
      assertThat(telemetry).log().withMessage("once").hasCount(1);
    }
  }

  static class WithSettings {
    @RegisterExtension
    static final TelemetryCaptureExtension CAPTURE =
        new TelemetryCaptureExtension(() -> TelemetryCapture.builder().unsampled().start());

    @Test
    void spans_areNotSampled(TelemetryCapture telemetry) {
      telemetry.tracing().run("work", span -> {});
      assertThat(telemetry).span("work").isNotSampled();
    }
  }

  @ExtendWith(TelemetryCaptureExtension.class)
  static class Leaky {
    @Test
    void leak(TelemetryCapture telemetry) {
      assertThat(telemetry.spans()).isEmpty();
      MDC.put("tenant", "acme");
    }
  }

  static class LeakyWithoutExtension {
    @AutoClose private final TelemetryCapture telemetry = TelemetryCapture.start();

    @Test
    void leak() {
      assertThat(telemetry.spans()).isEmpty();
      MDC.put("tenant", "acme");
    }
  }
}
