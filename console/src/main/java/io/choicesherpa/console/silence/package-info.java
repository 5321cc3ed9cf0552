/**
 * Silences: who does not want to hear of which alerts until when; {@link
 * io.choicesherpa.console.silence.Silences} keeps them over restarts.
 */
@NullMarked
package io.choicesherpa.console.silence;

import org.jspecify.annotations.NullMarked;
