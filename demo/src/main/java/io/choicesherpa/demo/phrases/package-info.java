/**
 * The texts that the AI server and the simulated people speak with. Start at {@link
 * io.choicesherpa.demo.phrases.PhraseBook}.
 */
@NullMarked
package io.choicesherpa.demo.phrases;

import org.jspecify.annotations.NullMarked;
