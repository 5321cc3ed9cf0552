/**
 * The console's own figures as metrics; {@link io.choicesherpa.console.selfmetrics.SelfMetrics} is
 * the entry.
 */
@NullMarked
package io.choicesherpa.console.selfmetrics;

import org.jspecify.annotations.NullMarked;
