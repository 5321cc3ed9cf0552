/** Tests of events on their way in, with a real PostgreSQL and a real Redis. */
@NullMarked
package io.choicesherpa.backend.adapter.in.events;

import org.jspecify.annotations.NullMarked;
