package io.choicesherpa.architecture.seeded.console;

import org.springframework.core.env.Environment;

/** Breaks: the console knows applications by the wire alone. */
record SpringInTheConsole(Environment environment) {}
