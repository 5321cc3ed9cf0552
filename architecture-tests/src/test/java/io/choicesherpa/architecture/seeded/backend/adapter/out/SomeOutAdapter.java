package io.choicesherpa.architecture.seeded.backend.adapter.out;

/** What the seeded breaches reach for. */
public record SomeOutAdapter() {}
