/**
 * The library beside its peers, measured in one run; entry type {@link
 * io.choicesherpa.benchmarks.Bench}.
 */
@NullMarked
package io.choicesherpa.benchmarks;

import org.jspecify.annotations.NullMarked;
