/**
 * Choice Sherpa's rules without clock, framework or store: a {@link
 * io.choicesherpa.backend.domain.Session} holds {@link io.choicesherpa.backend.domain.Cycle}s, a
 * cycle walks through nine components, a component is talked over in a conversation.
 */
@NullMarked
package io.choicesherpa.backend.domain;

import org.jspecify.annotations.NullMarked;
