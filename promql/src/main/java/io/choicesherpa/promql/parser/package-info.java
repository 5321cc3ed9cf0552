/**
 * The language: {@link io.choicesherpa.promql.parser.Expression} is the syntax tree of a PromQL
 * expression, with positions; storage and evaluation are unknown here.
 */
@NullMarked
package io.choicesherpa.promql.parser;

import org.jspecify.annotations.NullMarked;
