/**
 * The whole backend under load, as processes with real databases: with the library on, with it off,
 * and with OpenTelemetry's agent in its place. Entry: {@link
 * io.choicesherpa.benchmarks.backend.BackendComparison}.
 */
@NullMarked
package io.choicesherpa.benchmarks.backend;

import org.jspecify.annotations.NullMarked;
