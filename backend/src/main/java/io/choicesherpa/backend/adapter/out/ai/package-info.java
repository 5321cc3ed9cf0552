/**
 * Completions from OpenAI and Anthropic through their official SDKs: {@link
 * io.choicesherpa.backend.adapter.out.ai.AiCompletions} serves the application's port.
 */
@NullMarked
package io.choicesherpa.backend.adapter.out.ai;

import org.jspecify.annotations.NullMarked;
