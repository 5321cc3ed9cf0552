package io.choicesherpa.console.logql;

/** What a LogQL text means. */
public sealed interface Query permits LogQuery, MetricQuery {}
