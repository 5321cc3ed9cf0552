package io.choicesherpa.architecture.seeded.backend.adapter.in;

import io.choicesherpa.architecture.seeded.backend.adapter.out.SomeOutAdapter;

/** Breaks: an adapter for what comes in knows none for what goes out. */
record ShortCut(SomeOutAdapter adapter) {}
