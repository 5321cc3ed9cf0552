/**
 * Query APIs that other tools know: {@link io.choicesherpa.console.query.JaegerApi} and
 * Prometheus's targets.
 */
@NullMarked
package io.choicesherpa.console.query;

import org.jspecify.annotations.NullMarked;
