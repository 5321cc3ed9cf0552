package io.choicesherpa.promql.model;

import java.util.List;

/** A series' values over time, oldest first. */
public record PointSeries(Labels labels, List<Point> points) {

  /** Copies the points. */
  public PointSeries {
    points = List.copyOf(points);
  }
}
