/**
 * Works out expressions: {@link io.choicesherpa.promql.engine.Evaluator} goes through the syntax
 * tree once, each node for all steps of the query.
 */
@NullMarked
package io.choicesherpa.promql.engine;

import org.jspecify.annotations.NullMarked;
