package io.choicesherpa.architecture.seeded.cycle.one;

import io.choicesherpa.architecture.seeded.cycle.two.Two;
import org.jspecify.annotations.Nullable;

/** Breaks, together with {@link Two}: packages form no cycle. */
public record One(@Nullable Two other) {}
