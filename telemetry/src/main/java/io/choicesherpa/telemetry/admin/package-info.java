/**
 * What an operator may change while the process runs, on the metrics listener and with its token;
 * entry type {@link io.choicesherpa.telemetry.admin.LogLevelAdmin}.
 */
@NullMarked
package io.choicesherpa.telemetry.admin;

import org.jspecify.annotations.NullMarked;
