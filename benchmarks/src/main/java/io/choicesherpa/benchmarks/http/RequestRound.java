package io.choicesherpa.benchmarks.http;

import java.util.List;

/** Requests in turn, again and again; for one thread. */
final class RequestRound<T> {

  private final List<T> requests;
  private int next;

  RequestRound(List<T> requests) {
    this.requests = requests;
  }

  T next() {
    T request = requests.get(next);
    next = next + 1 == requests.size() ? 0 : next + 1;
    return request;
  }
}
