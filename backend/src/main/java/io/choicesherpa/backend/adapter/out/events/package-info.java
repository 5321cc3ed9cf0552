/**
 * Events on their way out: {@link io.choicesherpa.backend.adapter.out.events.OutboxPublisher} keeps
 * them with the state they tell of, {@link io.choicesherpa.backend.adapter.out.events.OutboxRelay}
 * puts them on the stream.
 */
@NullMarked
package io.choicesherpa.backend.adapter.out.events;

import org.jspecify.annotations.NullMarked;
