package io.choicesherpa.backend.adapter.out.ai;

import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.telemetry.ai.AiCallRequest;
import java.util.Map;

/**
 * All that can be set about the AI.
 *
 * @param models a model for every tier
 * @param providers where to find each provider that a tier uses
 * @param maxAttempts attempts for one completion, the first included; at least 1
 * @param maxConcurrent completions under way at once; one more is refused. At most {@value
 *     #CONCURRENCY_LIMIT}, which is what the SDKs' HTTP client opens to one host
 */
record AiSettings(
    Map<Tier, ModelChoice> models,
    Map<AiProvider, ProviderSettings> providers,
    AiTimeouts timeouts,
    int maxAttempts,
    int maxConcurrent) {

  static final int CONCURRENCY_LIMIT = 64;

  AiSettings {
    models = Map.copyOf(models);
    providers = Map.copyOf(providers);
  }

  /** The tier's model. */
  ModelChoice model(Tier tier) {
    ModelChoice choice = models.get(tier);
    if (choice == null) {
      throw new IllegalStateException("no model for tier " + tier.wireName());
    }
    return choice;
  }

  /** The same call, said to go to the provider's server, where that is known. */
  AiCallRequest addressed(AiCallRequest call, AiProvider provider) {
    ProviderSettings where = providers.get(provider);
    return where == null ? call : where.address(call);
  }
}
