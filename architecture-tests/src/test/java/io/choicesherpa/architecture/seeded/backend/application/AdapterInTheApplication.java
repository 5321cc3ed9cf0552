package io.choicesherpa.architecture.seeded.backend.application;

import io.choicesherpa.architecture.seeded.backend.adapter.out.SomeOutAdapter;

/** Breaks: the application knows no adapter. */
record AdapterInTheApplication(SomeOutAdapter adapter) {}
