/**
 * Rate limits per person and tier: {@link
 * io.choicesherpa.backend.adapter.out.ratelimit.RedisRateLimit}.
 */
@NullMarked
package io.choicesherpa.backend.adapter.out.ratelimit;

import org.jspecify.annotations.NullMarked;
