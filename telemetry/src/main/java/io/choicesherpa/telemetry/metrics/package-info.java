/**
 * Metrics from one catalogue: what may be measured is declared once, registered once, bounded, and
 * served on a listener of its own. Entry type: {@link io.choicesherpa.telemetry.metrics.Metrics}.
 */
@NullMarked
package io.choicesherpa.telemetry.metrics;

import org.jspecify.annotations.NullMarked;
