/**
 * What the service can be asked to do: one interface a use case, with a self-validating command,
 * e.g. {@link io.choicesherpa.backend.application.port.in.SendMessage}.
 */
@NullMarked
package io.choicesherpa.backend.application.port.in;

import org.jspecify.annotations.NullMarked;
