package io.choicesherpa.promql;

import io.choicesherpa.promql.model.QueryAnnotation;
import io.choicesherpa.promql.model.QueryStatistics;
import io.choicesherpa.promql.model.QueryValue;
import java.util.List;

/**
 * An answer.
 *
 * @param value what the expression gives
 * @param annotations warnings and infos, each once
 * @param statistics what it took
 */
public record QueryResult(
    QueryValue value, List<QueryAnnotation> annotations, QueryStatistics statistics) {

  /** Copies the annotations. */
  public QueryResult {
    annotations = List.copyOf(annotations);
  }

  /** The annotations of {@code severity}. */
  public List<QueryAnnotation> annotations(QueryAnnotation.Severity severity) {
    return annotations.stream().filter(a -> a.severity() == severity).toList();
  }
}
