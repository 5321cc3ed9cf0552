package io.choicesherpa.backend.adapter.out.ratelimit;

import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rate of every resource and tier. Immutable. */
final class RateLimits {

  private final Map<String, Map<Tier, Rate>> rates;

  private RateLimits(Map<String, Map<Tier, Rate>> rates) {
    this.rates = rates;
  }

  /**
   * Reads {@code RATE_LIMIT_MESSAGES_FREE} and its like over the defaults.
   *
   * @throws ConfigurationException naming every one that cannot be read
   */
  static RateLimits read(Function<String, @Nullable String> variables) {
    List<Problem> problems = new ArrayList<>();
    Map<String, Map<Tier, Rate>> rates = new LinkedHashMap<>();
    defaults()
        .forEach(
            (resource, byTier) -> {
              Map<Tier, Rate> read = new EnumMap<>(Tier.class);
              byTier.forEach(
                  (tier, rate) -> {
                    String name =
                        "RATE_LIMIT_" + resource.toUpperCase(Locale.ROOT) + "_" + tier.name();
                    read.put(tier, rate(variables, name, rate, problems));
                  });
              rates.put(resource, read);
            });
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new RateLimits(rates);
  }

  /** What can be limited. */
  Set<String> resources() {
    return rates.keySet();
  }

  /**
   * The rate for a person of {@code tier}.
   *
   * @throws IllegalArgumentException if there is no limit of this name
   */
  Rate rate(String resource, Tier tier) {
    Map<Tier, Rate> byTier = rates.get(resource);
    Rate rate = byTier == null ? null : byTier.get(tier);
    if (rate == null) {
      throw new IllegalArgumentException("no rate limit for " + resource);
    }
    return rate;
  }

  private static Map<String, Map<Tier, Rate>> defaults() {
    Map<String, Map<Tier, Rate>> defaults = new LinkedHashMap<>();
    defaults.put(
        "messages",
        Map.of(
            Tier.FREE, Rate.perMinute(20),
            Tier.PREMIUM, Rate.perMinute(60),
            Tier.PRO, Rate.perMinute(120)));
    defaults.put(
        "sessions",
        Map.of(
            Tier.FREE, Rate.perHour(20),
            Tier.PREMIUM, Rate.perHour(100),
            Tier.PRO, Rate.perHour(400)));
    return defaults;
  }

  private static Rate rate(
      Function<String, @Nullable String> variables,
      String name,
      Rate defaultRate,
      List<Problem> problems) {
    String value = variables.apply(name);
    if (value == null || value.isBlank()) {
      return defaultRate;
    }
    Rate rate = Rate.parse(value.strip());
    if (rate == null) {
      problems.add(new Problem(name, value, Rate.ALLOWED));
      return defaultRate;
    }
    return rate;
  }
}
