/**
 * The same questions to a real Prometheus server and to our engine: {@link
 * io.choicesherpa.promql.differential.PrometheusDifferentialTest}.
 */
@NullMarked
package io.choicesherpa.promql.differential;

import org.jspecify.annotations.NullMarked;
