package io.choicesherpa.console.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How much is kept, for how long, and where.
 *
 * @param traceBytes cap of the spans; 1 or more
 * @param logBytes cap of the log records; 1 or more
 * @param retentionHours what came earlier is let go; 0 for no such limit
 * @param directory of the journals; null for memory only
 */
public record StoreOptions(
    long traceBytes, long logBytes, int retentionHours, @Nullable Path directory) {}
