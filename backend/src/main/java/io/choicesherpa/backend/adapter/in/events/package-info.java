/**
 * Events on their way in: {@link io.choicesherpa.backend.adapter.in.events.StreamConsumer} reads
 * the stream for one {@link io.choicesherpa.backend.adapter.in.events.EventHandler}.
 */
@NullMarked
package io.choicesherpa.backend.adapter.in.events;

import org.jspecify.annotations.NullMarked;
