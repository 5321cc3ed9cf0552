package io.choicesherpa.architecture.seeded.telemetry.core;

import org.springframework.core.env.Environment;

/** Breaks: the library's core knows no framework, and no Spring at all. */
record SpringInTheCore(Environment environment) {}
