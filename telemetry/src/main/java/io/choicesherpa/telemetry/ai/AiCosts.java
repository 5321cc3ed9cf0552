package io.choicesherpa.telemetry.ai;

import io.choicesherpa.telemetry.metrics.AiMetrics;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts tokens and what they cost. Thread-safe. */
final class AiCosts {

  private static final Logger LOG = LoggerFactory.getLogger(AiCosts.class);
  private static final int MAX_WARNINGS = 64;

  private final AiMetrics metrics;
  private final PriceTable prices;
  private final Clock clock;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  AiCosts(AiMetrics metrics, PriceTable prices, Clock clock) {
    this.metrics = metrics;
    this.prices = prices;
    this.clock = clock;
  }

  /**
   * Counts one attempt's usage.
   *
   * @param responseModel the model that answered, whose price goes before that of the one asked for
   * @return the cost in cents; empty if the price is not known
   */
  Optional<BigDecimal> charge(
      AiCallRequest request, @Nullable String responseModel, AiUsage usage) {
    String provider = request.provider();
    metrics.promptTokens(provider, request.model()).inc(usage.promptTokens());
    metrics.completionTokens(provider, request.model()).inc(usage.completionTokens());
    Optional<BigDecimal> cents = price(request, responseModel, usage);
    if (cents.isPresent()) {
      metrics.costCents(provider, request.model(), request.tier()).add(cents.get());
    } else {
      metrics.unpriced(provider, request.model()).inc();
      warnOnce(provider, request.model());
    }
    return cents;
  }

  private Optional<BigDecimal> price(
      AiCallRequest request, @Nullable String responseModel, AiUsage usage) {
    Instant now = clock.instant();
    String model =
        responseModel != null && prices.knows(request.provider(), responseModel)
            ? responseModel
            : request.model();
    return prices.costCents(request.provider(), model, usage, now);
  }

  private void warnOnce(String provider, String model) {
    if (warned.size() < MAX_WARNINGS && warned.add(provider + ' ' + model)) {
      LOG.atWarn()
          .addKeyValue("provider", provider)
          .addKeyValue("model", model)
          .log("No price is known for this AI model; its calls are missing from the cost");
    }
  }
}
