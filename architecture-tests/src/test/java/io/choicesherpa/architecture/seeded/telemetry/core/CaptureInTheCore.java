package io.choicesherpa.architecture.seeded.telemetry.core;

import io.choicesherpa.architecture.seeded.telemetry.test.SpringInTheCapture;

/** Breaks: what is for tests is no part of what runs. */
record CaptureInTheCore(SpringInTheCapture capture) {}
