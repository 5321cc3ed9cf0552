package io.choicesherpa.console.store;

import java.util.List;

/**
 * One trace at one moment. Immutable.
 *
 * @param id the trace
 * @param spans by start time, each span once; never empty
 * @param version of the store when the trace last changed
 * @param lastArrivalMillis epoch milliseconds when its last span came
 * @param partlyEvicted whether earlier spans of it had to be let go
 * @param summary what a list shows of it
 */
public record TraceSnapshot(
    TraceId id,
    List<StoredSpan> spans,
    long version,
    long lastArrivalMillis,
    boolean partlyEvicted,
    TraceSummary summary) {}
