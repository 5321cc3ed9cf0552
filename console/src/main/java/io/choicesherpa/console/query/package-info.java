/**
 * Query APIs that other tools know: {@link io.choicesherpa.console.query.JaegerApi} and {@link
 * io.choicesherpa.console.query.PrometheusApi}.
 */
@NullMarked
package io.choicesherpa.console.query;

import org.jspecify.annotations.NullMarked;
