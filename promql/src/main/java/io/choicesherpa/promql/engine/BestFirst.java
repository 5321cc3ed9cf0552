package io.choicesherpa.promql.engine;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Keeps the k best of any number of values: a heap with the worst that is kept at its root. NaN is
 * worse than any number; of equal values the first stays.
 */
final class BestFirst {

  private final double[] values;
  private final int[] places;
  private final boolean highest;
  private int wanted;
  private int size;

  BestFirst(int capacity, boolean highest) {
    values = new double[capacity];
    places = new int[capacity];
    this.highest = highest;
  }

  /** Forgets all and keeps {@code count} from now on. */
  void start(int count) {
    wanted = count;
    size = 0;
  }

  void offer(double value, int place) {
    if (size < wanted) {
      int at = size++;
      while (at > 0 && isWorse(value, place, values[(at - 1) / 2], places[(at - 1) / 2])) {
        move((at - 1) / 2, at);
        at = (at - 1) / 2;
      }
      values[at] = value;
      places[at] = place;
    } else if (wanted > 0 && isWorse(values[0], places[0], value, place)) {
      sink(value, place);
    }
  }

  private void sink(double value, int place) {
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size
          && isWorse(values[child + 1], places[child + 1], values[child], places[child])) {
        child++;
      }
      if (!isWorse(values[child], places[child], value, place)) {
        break;
      }
      move(child, at);
      at = child;
    }
    values[at] = value;
    places[at] = place;
  }

  private void move(int from, int to) {
    values[to] = values[from];
    places[to] = places[from];
  }

  private boolean isWorse(double a, int placeA, double b, int placeB) {
    boolean nanA = Double.isNaN(a);
    boolean nanB = Double.isNaN(b);
    if (nanA || nanB) {
      return nanA == nanB ? placeA > placeB : nanA;
    }
    if (a == b) {
      return placeA > placeB;
    }
    return highest == (a < b);
  }

  int size() {
    return size;
  }

  /** What was offered with one of those that are kept, in no order. */
  int place(int index) {
    return places[index];
  }

  /** What was offered with those that are kept, the best first. */
  int[] inOrder() {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Comparator<Integer> worstFirst =
        (a, b) -> {
          if (a.equals(b)) {
            return 0;
          }
          return isWorse(values[a], places[a], values[b], places[b]) ? -1 : 1;
        };
    Arrays.sort(order, worstFirst.reversed());
    return Arrays.stream(order).mapToInt(i -> places[i]).toArray();
  }
}
