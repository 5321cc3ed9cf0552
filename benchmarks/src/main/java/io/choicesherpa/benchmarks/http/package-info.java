/**
 * The telemetry of one served HTTP request; entry type {@link
 * io.choicesherpa.benchmarks.http.RequestPeer}.
 */
@NullMarked
package io.choicesherpa.benchmarks.http;

import org.jspecify.annotations.NullMarked;
