/** What the page asks about logs and errors; {@link io.choicesherpa.console.logs.LogsApi}. */
@NullMarked
package io.choicesherpa.console.logs;

import org.jspecify.annotations.NullMarked;
