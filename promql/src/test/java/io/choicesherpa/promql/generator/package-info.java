/**
 * Expressions by chance, the same for the same seed: {@link
 * io.choicesherpa.promql.generator.ExpressionGenerator}.
 */
@NullMarked
package io.choicesherpa.promql.generator;

import org.jspecify.annotations.NullMarked;
