/**
 * What a unit of work (a request, a message, an event) carries beside its span; entry type {@link
 * io.choicesherpa.telemetry.context.RequestContext}.
 */
@NullMarked
package io.choicesherpa.telemetry.context;

import org.jspecify.annotations.NullMarked;
