/**
 * What the use cases need from the world outside, in their own words, e.g. {@link
 * io.choicesherpa.backend.application.port.out.CompleteWithAi}.
 */
@NullMarked
package io.choicesherpa.backend.application.port.out;

import org.jspecify.annotations.NullMarked;
