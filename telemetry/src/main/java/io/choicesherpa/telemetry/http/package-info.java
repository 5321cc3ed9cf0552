/**
 * The telemetry of HTTP requests, served and sent, neutral to frameworks; entry types {@link
 * io.choicesherpa.telemetry.http.HttpServerTelemetry} and {@link
 * io.choicesherpa.telemetry.http.HttpClientTelemetry}.
 */
@NullMarked
package io.choicesherpa.telemetry.http;

import org.jspecify.annotations.NullMarked;
