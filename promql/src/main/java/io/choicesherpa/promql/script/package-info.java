/**
 * Test scripts in Prometheus's own format: {@link io.choicesherpa.promql.script.ScriptRunner} runs
 * them against any engine, {@link io.choicesherpa.promql.script.ScriptTool} from the command line.
 */
@NullMarked
package io.choicesherpa.promql.script;

import org.jspecify.annotations.NullMarked;
