/**
 * PromQL's functions by family; {@link io.choicesherpa.promql.engine.functions.FunctionTable} finds
 * them by name.
 */
@NullMarked
package io.choicesherpa.promql.engine.functions;

import org.jspecify.annotations.NullMarked;
