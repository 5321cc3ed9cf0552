/**
 * The little JSON that the library reads and writes outside of log lines; entry type {@link
 * io.choicesherpa.telemetry.json.Json}.
 */
@NullMarked
package io.choicesherpa.telemetry.json;

import org.jspecify.annotations.NullMarked;
