package io.choicesherpa.backend.adapter.out.ai;

import io.choicesherpa.telemetry.ai.AiUsage;
import org.jspecify.annotations.Nullable;

/**
 * What a provider said about a finished answer. The text itself went out in pieces before.
 *
 * @param usage null when the provider did not say
 * @param responseModel the model that answered, often more precise than the one asked for
 */
record ProviderAnswer(
    @Nullable AiUsage usage,
    @Nullable String responseModel,
    @Nullable String responseId,
    String finishReason) {}
