/** What the library's own tests watch it with; entry type {@code RecordedTelemetry}. */
@NullMarked
package io.choicesherpa.telemetry.testing;

import org.jspecify.annotations.NullMarked;
