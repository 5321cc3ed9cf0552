/**
 * What the adapters share of Redis: {@link io.choicesherpa.backend.adapter.redis.Redis} connects,
 * {@link io.choicesherpa.backend.adapter.redis.EventStream} is the stream of events.
 */
@NullMarked
package io.choicesherpa.backend.adapter.redis;

import org.jspecify.annotations.NullMarked;
