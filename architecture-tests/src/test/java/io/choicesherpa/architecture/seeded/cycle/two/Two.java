package io.choicesherpa.architecture.seeded.cycle.two;

import io.choicesherpa.architecture.seeded.cycle.one.One;
import org.jspecify.annotations.Nullable;

/** Breaks, together with {@link One}: packages form no cycle. */
public record Two(@Nullable One other) {}
