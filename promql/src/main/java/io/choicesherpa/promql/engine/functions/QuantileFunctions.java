package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.ForcedBuckets;
import io.choicesherpa.promql.histogram.ClassicHistogram;
import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.histogram.HistogramEstimates;
import io.choicesherpa.promql.histogram.HistogramEstimates.Estimate;
import io.choicesherpa.promql.histogram.HistogramEstimates.NanEffect;
import io.choicesherpa.promql.math.FloatText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Quantiles and shares of histograms, classic and native. */
final class QuantileFunctions {

  private QuantileFunctions() {}

  static void register(Map<String, VectorFunction> table) {
    table.put("histogram_quantile", QuantileFunctions::quantile);
    table.put("histogram_quantiles", QuantileFunctions::quantiles);
    table.put("histogram_fraction", QuantileFunctions::fraction);
  }

  /** What is asked of each histogram at each step. */
  private interface Question {
    double ofClassic(ClassicHistogram histogram, int step, Column labels);

    double ofNative(FloatHistogram histogram, int step, Column labels);
  }

  private static List<Column> ask(Arguments arguments, BucketSets sets, Question question) {
    List<Column> result = new ArrayList<>();
    for (Column column : sets.natives()) {
      double[] numbers = arguments.newNumbers();
      for (int i = 0; i < numbers.length; i++) {
        FloatHistogram histogram = column.histogram(i);
        if (histogram != null) {
          numbers[i] = question.ofNative(histogram, i, column);
        }
      }
      result.add(arguments.renamed(new Column(column.labels(), true, numbers)));
    }
    ClassicHistogram histogram = new ClassicHistogram();
    for (BucketSets.BucketSet set : sets.classic()) {
      double[] numbers = arguments.newNumbers();
      for (int i = 0; i < numbers.length; i++) {
        set.fill(i, histogram);
        if (!histogram.isEmpty()) {
          numbers[i] = question.ofClassic(histogram, i, set.like());
        }
      }
      result.add(arguments.renamed(new Column(set.like().labels(), true, numbers)));
    }
    return result;
  }

  private static List<Column> quantile(Arguments arguments) {
    BucketSets sets = new BucketSets(arguments, 1);
    double[] phi = arguments.scalars(0);
    checkQuantiles(arguments, phi, 0);
    return ask(arguments, sets, new Quantile(arguments, phi, 1));
  }

  private static List<Column> quantiles(Arguments arguments) {
    BucketSets sets = new BucketSets(arguments, 0);
    String label = arguments.text(1);
    List<Column> result = new ArrayList<>();
    for (int i = 2; i < arguments.count(); i++) {
      double[] phi = arguments.scalars(i);
      checkQuantiles(arguments, phi, i);
      List<Column> answers = ask(arguments, sets, new Quantile(arguments, phi, 0));
      for (Column column : answers) {
        addByValue(arguments, column, label, phi, result);
      }
    }
    return result;
  }

  /** The φ is a label, so each of its values is a series of its own. */
  private static void addByValue(
      Arguments arguments, Column column, String label, double[] phi, List<Column> result) {
    List<Column> parts = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < phi.length; i++) {
      int place = values.indexOf(phi[i]);
      if (place < 0) {
        place = values.size();
        values.add(phi[i]);
        parts.add(
            new Column(
                column.labels().with(label, labelValue(phi[i])),
                column.dropName(),
                arguments.newNumbers()));
      }
      parts.get(place).copy(i, column);
    }
    result.addAll(parts);
  }

  private static String labelValue(double phi) {
    String text = FloatText.general(phi);
    boolean whole = text.chars().allMatch(c -> c == '-' || Character.isDigit(c));
    return whole ? text + ".0" : text;
  }

  private static void checkQuantiles(Arguments arguments, double[] phi, int index) {
    for (double value : phi) {
      if (!(value >= 0 && value <= 1)) {
        arguments.annotations().invalidQuantile(value, arguments.position(index));
      }
    }
  }

  private static final class Quantile implements Question {
    private final Arguments arguments;
    private final double[] phi;
    private final int index;

    Quantile(Arguments arguments, double[] phi, int index) {
      this.arguments = arguments;
      this.phi = phi;
      this.index = index;
    }

    @Override
    public double ofClassic(ClassicHistogram histogram, int step, Column labels) {
      double result = histogram.quantile(phi[step]);
      if (histogram.forced()) {
        long at = arguments.grid().at(step);
        arguments
            .annotations()
            .forcedMonotonicity(
                arguments.metric(labels),
                arguments.position(index),
                new ForcedBuckets(
                    at,
                    at,
                    histogram.lowestForced(),
                    histogram.highestForced(),
                    histogram.largestForced(),
                    1));
      }
      return result;
    }

    @Override
    public double ofNative(FloatHistogram histogram, int step, Column labels) {
      Estimate estimate = HistogramEstimates.quantile(phi[step], histogram);
      if (estimate.effect() != NanEffect.NONE) {
        arguments
            .annotations()
            .nanObservations(
                "histogram_quantile",
                estimate.effect() == NanEffect.RESULT ? "result is NaN" : "result is skewed higher",
                arguments.metric(labels),
                arguments.position(index));
      }
      return estimate.value();
    }
  }

  private static List<Column> fraction(Arguments arguments) {
    return ask(
        arguments,
        new BucketSets(arguments, 2),
        new Fraction(arguments, arguments.scalars(0), arguments.scalars(1)));
  }

  private static final class Fraction implements Question {
    private final Arguments arguments;
    private final double[] lower;
    private final double[] upper;

    Fraction(Arguments arguments, double[] lower, double[] upper) {
      this.arguments = arguments;
      this.lower = lower;
      this.upper = upper;
    }

    @Override
    public double ofClassic(ClassicHistogram histogram, int step, Column labels) {
      return histogram.fraction(lower[step], upper[step]);
    }

    @Override
    public double ofNative(FloatHistogram histogram, int step, Column labels) {
      Estimate estimate = HistogramEstimates.fraction(lower[step], upper[step], histogram);
      if (estimate.effect() != NanEffect.NONE) {
        arguments
            .annotations()
            .nanObservations(
                "histogram_fraction",
                "which are excluded from all fractions",
                arguments.metric(labels),
                arguments.position(2));
      }
      return estimate.value();
    }
  }
}
