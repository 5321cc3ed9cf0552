/**
 * An append-only journal on disk, in segments, that survives a killed process; {@link
 * io.choicesherpa.console.journal.Journal} is the entry.
 */
@NullMarked
package io.choicesherpa.console.journal;

import org.jspecify.annotations.NullMarked;
