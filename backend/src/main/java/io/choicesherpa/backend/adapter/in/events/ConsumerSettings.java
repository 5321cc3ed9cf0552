package io.choicesherpa.backend.adapter.in.events;

import java.time.Duration;

/**
 * How a consumer reads.
 *
 * @param consumer its name within the group; whoever comes back under it takes up what it left
 * @param batch entries per read, greater than 0
 * @param block longest wait for new entries; a stop may take as long
 * @param retryAfter an entry that is not done with after so long is tried again, by whichever
 *     consumer of the group comes first: longer than any handler should take
 * @param maxAttempts after so many an entry is given up; at least 1
 */
record ConsumerSettings(
    String consumer, int batch, Duration block, Duration retryAfter, int maxAttempts) {}
