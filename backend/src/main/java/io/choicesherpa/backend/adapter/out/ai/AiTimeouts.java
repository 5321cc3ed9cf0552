package io.choicesherpa.backend.adapter.out.ai;

import java.time.Duration;

/**
 * How long to wait for a provider; all greater than zero.
 *
 * @param connect for a connection
 * @param silence for the first piece of an answer, and from one piece to the next
 * @param total for a whole completion, its retries and the waits between them included
 */
record AiTimeouts(Duration connect, Duration silence, Duration total) {}
