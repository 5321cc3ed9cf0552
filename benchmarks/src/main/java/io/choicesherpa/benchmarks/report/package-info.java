/**
 * What was measured, as a page; entry type {@link
 * io.choicesherpa.benchmarks.report.PerformancePage}.
 */
@NullMarked
package io.choicesherpa.benchmarks.report;

import org.jspecify.annotations.NullMarked;
