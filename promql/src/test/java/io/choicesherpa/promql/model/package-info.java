/** Tests of values: {@link io.choicesherpa.promql.model.LabelsTest}. */
@NullMarked
package io.choicesherpa.promql.model;

import org.jspecify.annotations.NullMarked;
