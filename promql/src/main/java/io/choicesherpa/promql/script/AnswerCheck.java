package io.choicesherpa.promql.script;

import io.choicesherpa.promql.QueryResult;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.Point;
import io.choicesherpa.promql.model.PointSeries;
import io.choicesherpa.promql.model.QueryAnnotation.Severity;
import io.choicesherpa.promql.model.QueryValue;
import io.choicesherpa.promql.model.Sample;
import io.choicesherpa.promql.script.Expectation.Window;
import java.util.ArrayList;
import java.util.List;

/** Compares answers with what an evaluation expects. */
final class AnswerCheck {

  private final Expectation expectation;
  private final Window window;
  private final Tolerance tolerance;

  /** With {@code window}, when the values of a matrix are expected. */
  AnswerCheck(Expectation expectation, Window window, Tolerance tolerance) {
    this.expectation = expectation;
    this.window = window;
    this.tolerance = tolerance;
  }

  /**
   * Checks warnings and infos.
   *
   * @throws Mismatch when they are not as expected
   */
  void annotations(QueryResult result, String query) {
    check(
        "warning",
        expectation.warnings(),
        expectation.noWarnings(),
        texts(result, Severity.WARNING, query));
    check("info", expectation.infos(), expectation.noInfos(), texts(result, Severity.INFO, query));
  }

  private static List<String> texts(QueryResult result, Severity severity, String query) {
    return result.annotations(severity).stream().map(a -> a.text(query)).toList();
  }

  private static void check(
      String kind, List<TextCondition> conditions, boolean none, List<String> texts) {
    if (none && !texts.isEmpty()) {
      throw new Mismatch("no " + kind, texts.toString());
    }
    for (TextCondition condition : conditions) {
      if (texts.stream().noneMatch(condition::accepts)) {
        throw new Mismatch(kind + " " + condition, texts.isEmpty() ? "none" : texts.toString());
      }
    }
    for (String text : texts) {
      if (!conditions.isEmpty() && conditions.stream().noneMatch(c -> c.accepts(text))) {
        throw new Mismatch("no other " + kind + " than " + conditions, text);
      }
    }
  }

  /**
   * Checks the value.
   *
   * @throws Mismatch when it is not the expected one
   */
  void value(QueryValue value) {
    if (value instanceof QueryValue.Scalar scalar) {
      scalar(scalar.value());
    } else if (value instanceof QueryValue.Text text) {
      text(text.value());
    } else if (value instanceof QueryValue.Vector vector) {
      vector(vector.samples());
    } else if (value instanceof QueryValue.Matrix matrix) {
      matrix(matrix.series());
    }
  }

  private void scalar(double value) {
    Double expected = expectation.scalar();
    if (expected == null || !tolerance.same(expected, value)) {
      throw new Mismatch(expected(), "scalar " + NumberForm.format(value));
    }
  }

  private void text(String value) {
    // Without an expect string line nothing but no text at all is expected.
    String expected = expectation.text() == null ? "" : expectation.text();
    if (!expected.equals(value)) {
      throw new Mismatch("string \"" + expected + "\"", "string \"" + value + "\"");
    }
  }

  private void vector(List<Sample> samples) {
    String got = samples.stream().map(AnswerCheck::line).toList().toString();
    if (expectation.scalar() != null) {
      throw new Mismatch(expected(), "vector " + got);
    }
    List<Labels> order = new ArrayList<>(expectation.series().keySet());
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      List<SequenceValue> values = expectation.series().get(sample.labels());
      if (values == null || values.isEmpty() || !same(values.get(0), sample)) {
        throw new Mismatch(expected(), got);
      }
      if (expectation.ordered() && !order.get(i).equals(sample.labels())) {
        throw new Mismatch(expected() + " in this order", got);
      }
    }
    if (samples.stream().map(Sample::labels).distinct().count() != order.size()) {
      throw new Mismatch(expected(), got);
    }
  }

  private boolean same(SequenceValue expected, Sample sample) {
    return same(expected, new Point(sample.timestampMillis(), sample.value(), sample.histogram()));
  }

  private boolean same(SequenceValue expected, Point point) {
    if (expected.histogram() == null || point.histogram() == null) {
      return expected.histogram() == null
          && point.histogram() == null
          && !expected.omitted()
          && tolerance.same(expected.value(), point.value());
    }
    return tolerance.same(expected.histogram(), point.histogram(), expected.hintGiven());
  }

  private void matrix(List<PointSeries> matrix) {
    if (expectation.ordered() || expectation.scalar() != null) {
      throw new Mismatch(expected(), "matrix");
    }
    sorted(matrix);
    for (PointSeries series : matrix) {
      List<SequenceValue> values = expectation.series().get(series.labels());
      if (values == null || !same(values, series.points())) {
        throw new Mismatch(
            values == null ? expected() : series.labels() + " " + values, line(series));
      }
    }
    if (matrix.stream().map(PointSeries::labels).distinct().count()
        != expectation.series().size()) {
      throw new Mismatch(expected(), matrix.stream().map(AnswerCheck::line).toList().toString());
    }
  }

  /** Series of a matrix always come in the order of their labels. */
  static void sorted(List<PointSeries> matrix) {
    for (int i = 1; i < matrix.size(); i++) {
      if (matrix.get(i - 1).labels().compareTo(matrix.get(i).labels()) > 0) {
        throw new Mismatch(
            "series sorted by labels",
            matrix.get(i - 1).labels() + " before " + matrix.get(i).labels());
      }
    }
  }

  private boolean same(List<SequenceValue> values, List<Point> points) {
    int at = 0;
    for (int i = 0; i < values.size(); i++) {
      long millis = window.startMillis() + i * window.stepMillis();
      if (millis > window.endMillis()) {
        return false;
      }
      if (!values.get(i).omitted()) {
        if (at >= points.size()
            || points.get(at).timestampMillis() != millis
            || !same(values.get(i), points.get(at))) {
          return false;
        }
        at++;
      }
    }
    return at == points.size();
  }

  private String expected() {
    if (expectation.scalar() != null) {
      return "scalar " + NumberForm.format(expectation.scalar());
    }
    if (expectation.text() != null) {
      return "string \"" + expectation.text() + "\"";
    }
    List<String> lines = new ArrayList<>();
    expectation
        .series()
        .forEach(
            (labels, values) ->
                lines.add(labels + " " + (values.size() == 1 ? values.get(0) : values)));
    return lines.toString();
  }

  private static String line(Sample sample) {
    return sample.labels()
        + " "
        + (sample.histogram() == null
            ? NumberForm.format(sample.value())
            : HistogramForm.format(sample.histogram()));
  }

  private static String line(PointSeries series) {
    List<String> points = new ArrayList<>();
    for (Point point : series.points()) {
      points.add(
          (point.histogram() == null
                  ? NumberForm.format(point.value())
                  : HistogramForm.format(point.histogram()))
              + " @"
              + point.timestampMillis());
    }
    return series.labels() + " " + points;
  }
}
