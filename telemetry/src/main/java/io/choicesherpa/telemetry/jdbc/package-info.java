/**
 * SQL statements as spans and durations, over any {@code DataSource}. Entry type: {@link
 * io.choicesherpa.telemetry.jdbc.JdbcTelemetry}.
 */
@NullMarked
package io.choicesherpa.telemetry.jdbc;

import org.jspecify.annotations.NullMarked;
