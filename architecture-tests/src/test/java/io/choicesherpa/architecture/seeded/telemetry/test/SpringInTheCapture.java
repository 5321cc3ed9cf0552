package io.choicesherpa.architecture.seeded.telemetry.test;

import org.springframework.core.env.Environment;

/** Breaks: the capture runs without Spring. */
public record SpringInTheCapture(Environment environment) {}
