/**
 * What queries work on and answer with: {@link io.choicesherpa.promql.model.Labels}, samples,
 * native histograms and the kinds of {@link io.choicesherpa.promql.model.QueryValue}.
 */
@NullMarked
package io.choicesherpa.promql.model;

import org.jspecify.annotations.NullMarked;
