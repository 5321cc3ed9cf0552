/**
 * A local AI server that speaks the protocols of OpenAI and Anthropic, with latencies and errors as
 * the real ones have them. Start at {@link io.choicesherpa.demo.ai.AiServer}.
 */
@NullMarked
package io.choicesherpa.demo.ai;

import org.jspecify.annotations.NullMarked;
