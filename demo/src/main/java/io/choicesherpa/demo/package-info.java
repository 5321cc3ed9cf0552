/**
 * What {@code ./run} starts: databases, AI server, console, backend and simulated people. Start at
 * {@link io.choicesherpa.demo.Demo}.
 */
@NullMarked
package io.choicesherpa.demo;

import org.jspecify.annotations.NullMarked;
