package io.choicesherpa.promql.model;

import java.util.List;

/** A series' values over time, oldest first. */
public record PointSeries(Labels labels, List<Point> points) {

  /** Copies the points unless they cannot change. */
  public PointSeries {
    points = points instanceof StepPoints ? points : List.copyOf(points);
  }
}
