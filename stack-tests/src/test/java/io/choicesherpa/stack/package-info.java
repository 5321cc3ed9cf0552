/**
 * Checks of the operator's files: alert rules, their tests, dashboards and runbook pages; start
 * with {@link io.choicesherpa.stack.StackFilesTest}.
 */
@NullMarked
package io.choicesherpa.stack;

import org.jspecify.annotations.NullMarked;
