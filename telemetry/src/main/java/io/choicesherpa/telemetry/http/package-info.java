/**
 * The telemetry of one served HTTP request, neutral to frameworks; entry type {@link
 * io.choicesherpa.telemetry.http.HttpServerTelemetry}.
 */
@NullMarked
package io.choicesherpa.telemetry.http;

import org.jspecify.annotations.NullMarked;
