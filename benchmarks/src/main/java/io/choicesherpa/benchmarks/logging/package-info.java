/**
 * A log event to bytes, and a log call to its appender's stream; entry type {@link
 * io.choicesherpa.benchmarks.logging.LogPeer}.
 */
@NullMarked
package io.choicesherpa.benchmarks.logging;

import org.jspecify.annotations.NullMarked;
