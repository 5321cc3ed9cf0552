package io.choicesherpa.telemetry.test;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;

/** What must hold after every test, whatever it was about: seen from the thread that began it. */
final class Invariants {

  private final Thread thread = Thread.currentThread();
  private final Context contextBefore = Context.current();
  private final Map<String, String> mdcBefore = mdc();

  /**
   * What does not hold, one sentence each.
   *
   * @param limit how long to wait for spans of other threads to end
   */
  List<String> broken(TelemetryCapture capture, Collection<String> secrets, Duration limit) {
    List<String> broken = new ArrayList<>();
    if (Thread.currentThread() == thread) {
      leaks(broken);
    }
    try {
      Deadline.await(limit, () -> requireNoOpenSpan(capture));
    } catch (AssertionError open) {
      broken.add(String.valueOf(open.getMessage()));
    }
    if (capture.encodingFailures() > 0) {
      broken.add(capture.encodingFailures() + " log events could not be written in full.");
    }
    for (String secret : secrets) {
      List<String> places = new Outputs(capture).places(secret);
      if (!places.isEmpty()) {
        broken.add(Report.list("The planted secret '" + secret + "' got out:", places));
      }
    }
    return broken;
  }

  private void leaks(List<String> broken) {
    if (Context.current() != contextBefore) {
      broken.add(
          "A scope was left open on thread '%s'; current there is %s, %s."
              .formatted(thread.getName(), Span.current(), Context.current()));
      mend();
    }
    Map<String, String> mdc = mdc();
    if (!mdc.equals(mdcBefore)) {
      broken.add("The MDC was left as %s, it was %s.".formatted(mdc, mdcBefore));
      MDC.setContextMap(mdcBefore);
    }
  }

  /** The next test on this thread is not to suffer for this one. */
  @SuppressWarnings("MustBeClosedChecker") // it is the state that stays
  private void mend() {
    var unused = contextBefore.makeCurrent();
  }

  private static void requireNoOpenSpan(TelemetryCapture capture) {
    List<CapturedSpan> open = capture.openSpans();
    if (!open.isEmpty()) {
      throw new AssertionError(Report.list("Spans were begun and not ended:", open));
    }
  }

  private static Map<String, String> mdc() {
    Map<String, String> copy = MDC.getCopyOfContextMap();
    return copy == null ? Map.of() : copy;
  }
}
