/**
 * Text on its way through the redactor; entry type {@link
 * io.choicesherpa.benchmarks.redaction.RedactionBenchmark}.
 */
@NullMarked
package io.choicesherpa.benchmarks.redaction;

import org.jspecify.annotations.NullMarked;
