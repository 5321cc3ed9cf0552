package io.choicesherpa.telemetry.jdbc;

import io.opentelemetry.api.common.Attributes;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;

/**
 * What each execution of one statement, or of one batch, has in common. Immutable.
 *
 * @param attributes all that the span tells, failures aside
 * @param duration where its seconds are counted
 */
record StatementProfile(String spanName, Attributes attributes, DistributionDataPoint duration) {}
