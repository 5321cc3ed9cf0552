/** Tests of the rate limits on a real Redis. */
@NullMarked
package io.choicesherpa.backend.adapter.out.ratelimit;

import org.jspecify.annotations.NullMarked;
