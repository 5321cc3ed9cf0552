/**
 * TraceQL over the kept traces, and Tempo's search API: {@link
 * io.choicesherpa.console.traceql.TraceQl} reads it, {@link
 * io.choicesherpa.console.traceql.TempoApi} answers it.
 */
@NullMarked
package io.choicesherpa.console.traceql;

import org.jspecify.annotations.NullMarked;
