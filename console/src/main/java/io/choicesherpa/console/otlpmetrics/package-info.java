/**
 * Metrics that come by OTLP, named as Prometheus names them; {@link
 * io.choicesherpa.console.otlpmetrics.OtlpMetrics} is the entry.
 */
@NullMarked
package io.choicesherpa.console.otlpmetrics;

import org.jspecify.annotations.NullMarked;
