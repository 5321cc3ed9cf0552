/** Tests of events on their way out, with a real PostgreSQL and a real Redis. */
@NullMarked
package io.choicesherpa.backend.adapter.out.events;

import org.jspecify.annotations.NullMarked;
