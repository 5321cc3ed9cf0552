package io.choicesherpa.backend.adapter.out.ai;

/**
 * A provider's model.
 *
 * @param model the provider's own name of it
 */
record ModelChoice(AiProvider provider, String model) {}
