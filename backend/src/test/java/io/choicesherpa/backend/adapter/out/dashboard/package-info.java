/** Tests of the dashboard on a real PostgreSQL. */
@NullMarked
package io.choicesherpa.backend.adapter.out.dashboard;

import org.jspecify.annotations.NullMarked;
