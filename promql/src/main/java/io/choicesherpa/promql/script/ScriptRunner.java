package io.choicesherpa.promql.script;

import io.choicesherpa.promql.QueryResult;
import io.choicesherpa.promql.model.Point;
import io.choicesherpa.promql.model.PointSeries;
import io.choicesherpa.promql.model.QueryValue;
import io.choicesherpa.promql.model.Sample;
import io.choicesherpa.promql.script.AtVariants.Variant;
import io.choicesherpa.promql.script.Expectation.Window;
import io.choicesherpa.promql.script.ScriptCommand.Clear;
import io.choicesherpa.promql.script.ScriptCommand.Evaluation;
import io.choicesherpa.promql.script.ScriptCommand.Load;
import io.choicesherpa.promql.script.ScriptReport.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Runs test scripts. An instant query is run again with {@code @} at other times, and each of these
 * as a range query, where its time must give the same.
 */
public final class ScriptRunner {

  private static final long AROUND_MILLIS = 60_000;

  /** What is something else in a range query. */
  private static final Pattern CONTEXT = Pattern.compile("(start|end|range|step)\\(\\)");

  private final ScriptEngine engine;
  private final Tolerance tolerance;

  /** A runner with Prometheus's own tolerance. */
  public ScriptRunner(ScriptEngine engine) {
    this(engine, Tolerance.DEFAULT_RELATIVE);
  }

  /**
   * A runner with another tolerance.
   *
   * @param relativeTolerance difference of two numbers over the sum of their sizes
   */
  public ScriptRunner(ScriptEngine engine, double relativeTolerance) {
    this.engine = engine;
    tolerance = new Tolerance(relativeTolerance);
  }

  /**
   * Runs a script.
   *
   * @throws ScriptException when {@code text} is none
   */
  public ScriptReport run(String text) {
    ScriptStorage storage = new ScriptStorage();
    List<Failure> failures = new ArrayList<>();
    int evaluations = 0;
    for (ScriptCommand command : ScriptParser.parse(text)) {
      if (command instanceof Clear) {
        storage.clear();
      } else if (command instanceof Load load) {
        load(load, storage);
      } else if (command instanceof Evaluation evaluation) {
        evaluations++;
        new Run(evaluation, storage).into(failures);
      }
    }
    return new ScriptReport(evaluations, failures);
  }

  private static void load(Load load, ScriptStorage storage) {
    try {
      storage.load(load);
    } catch (IllegalArgumentException e) {
      throw new ScriptException(load.line(), String.valueOf(e.getMessage()));
    }
  }

  /** One evaluation, up to its first failure. */
  private final class Run {
    private final Evaluation evaluation;
    private final Expectation expectation;
    private final ScriptStorage storage;
    private final AnswerCheck check;
    private String query;
    private String mode = "instant";

    Run(Evaluation evaluation, ScriptStorage storage) {
      this.evaluation = evaluation;
      this.storage = storage;
      expectation = evaluation.expectation();
      query = evaluation.query();
      Window window = expectation.window();
      check =
          new AnswerCheck(
              expectation,
              window != null
                  ? window
                  : new Window(
                      evaluation.startMillis(), evaluation.endMillis(), evaluation.stepMillis()),
              tolerance);
    }

    void into(List<Failure> failures) {
      try {
        if (evaluation.isRange()) {
          mode = "range";
          range();
        } else {
          instants();
        }
      } catch (Mismatch mismatch) {
        failures.add(
            new Failure(evaluation.line(), query, mode, mismatch.expected(), mismatch.got()));
      }
    }

    private void range() {
      answered(
          () ->
              engine.range(
                  storage.source(),
                  query,
                  evaluation.startMillis(),
                  evaluation.endMillis(),
                  evaluation.stepMillis()));
    }

    private void instants() {
      Window window = expectation.window();
      long time = window == null ? evaluation.startMillis() : window.endMillis();
      List<Variant> variants = new ArrayList<>();
      variants.add(new Variant(query, time));
      variants.addAll(AtVariants.of(query, time));
      for (Variant variant : variants) {
        query = variant.query();
        mode = "instant at " + variant.timeMillis() + " ms";
        boolean gave =
            answered(() -> engine.instant(storage.source(), query, variant.timeMillis()));
        boolean vector = window == null && expectation.text() == null;
        if (gave && vector && !CONTEXT.matcher(query).find()) {
          mode = "range around " + variant.timeMillis() + " ms";
          asRange(variant.timeMillis());
        }
      }
    }

    /** Runs a query and checks its answer; false when it failed as it should. */
    private boolean answered(Query run) {
      QueryResult result;
      try {
        result = run.result();
      } catch (RuntimeException e) {
        failed(e);
        return false;
      }
      if (expectation.failure() != null) {
        throw new Mismatch("failure " + expectation.failure(), "an answer");
      }
      check.annotations(result, query);
      check.value(result.value());
      return true;
    }

    private void failed(RuntimeException e) {
      TextCondition failure = expectation.failure();
      String message = String.valueOf(e.getMessage());
      if (failure == null) {
        throw new Mismatch("an answer", "failure " + e.getClass().getSimpleName() + ": " + message);
      }
      if (!failure.accepts(message)) {
        throw new Mismatch("failure " + failure, "failure \"" + message + "\"");
      }
    }

    private void asRange(long time) {
      QueryValue value;
      try {
        value =
            engine
                .range(
                    storage.source(),
                    query,
                    time - AROUND_MILLIS,
                    time + AROUND_MILLIS,
                    AROUND_MILLIS)
                .value();
      } catch (RuntimeException e) {
        throw new Mismatch("an answer", "failure: " + e.getMessage());
      }
      if (expectation.ordered()) {
        return;
      }
      List<PointSeries> matrix = ((QueryValue.Matrix) value).series();
      AnswerCheck.sorted(matrix);
      List<Sample> samples = new ArrayList<>();
      for (PointSeries series : matrix) {
        for (Point point : series.points()) {
          if (point.timestampMillis() == time) {
            samples.add(new Sample(series.labels(), time, point.value(), point.histogram()));
          }
        }
      }
      check.value(
          expectation.scalar() != null && !samples.isEmpty()
              ? new QueryValue.Scalar(time, samples.get(0).value())
              : new QueryValue.Vector(samples));
    }
  }

  /** A query to run. */
  @FunctionalInterface
  private interface Query {
    QueryResult result();
  }
}
