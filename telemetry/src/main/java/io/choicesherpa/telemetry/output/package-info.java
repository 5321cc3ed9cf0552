/**
 * Where log lines go: bounded buffers before the standard output and a rotated file, and the limit
 * for loggers that flood; entry type {@link io.choicesherpa.telemetry.output.LogOutput}.
 */
@NullMarked
package io.choicesherpa.telemetry.output;

import org.jspecify.annotations.NullMarked;
