/** Tests of the script runner, and our own scripts run by it. */
@NullMarked
package io.choicesherpa.promql.script;

import org.jspecify.annotations.NullMarked;
