package io.choicesherpa.backend.adapter.out.ai;

import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@link AiSettings} from named variables and reports every mistake at once. */
final class AiSettingsReader {

  private static final Map<Tier, String> DEFAULT_MODELS =
      Map.of(
          Tier.FREE, "openai/gpt-5-mini",
          Tier.PREMIUM, "openai/gpt-5.1",
          Tier.PRO, "anthropic/claude-sonnet-4-5");
  private static final String ALLOWED_MODELS =
      "openai/<model> or anthropic/<model>, such as openai/gpt-5-mini";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final Function<String, @Nullable String> variables;
  private final List<Problem> problems = new ArrayList<>();

  AiSettingsReader(Function<String, @Nullable String> variables) {
    this.variables = variables;
  }

  /**
   * Reads them all.
   *
   * @throws ConfigurationException if any is wrong; it names them all and never shows a key
   */
  AiSettings read() {
    Map<Tier, ModelChoice> models = new EnumMap<>(Tier.class);
    Map<AiProvider, ProviderSettings> providers = new EnumMap<>(AiProvider.class);
    for (Tier tier : Tier.values()) {
      ModelChoice choice = model(tier);
      if (choice != null) {
        models.put(tier, choice);
        providers.computeIfAbsent(choice.provider(), this::provider);
      }
    }
    AiTimeouts timeouts =
        new AiTimeouts(
            CONNECT_TIMEOUT,
            Duration.ofSeconds(number("AI_SILENCE_TIMEOUT_SECONDS", 30, 1, 600)),
            Duration.ofSeconds(number("AI_TIMEOUT_SECONDS", 120, 1, 900)));
    int attempts = number("AI_MAX_ATTEMPTS", 3, 1, 10);
    int concurrent = number("AI_MAX_CONCURRENT", 32, 1, AiSettings.CONCURRENCY_LIMIT);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new AiSettings(models, providers, timeouts, attempts, concurrent);
  }

  private @Nullable ModelChoice model(Tier tier) {
    String name = "AI_MODEL_" + tier.name();
    String value = find(name);
    if (value == null) {
      value = DEFAULT_MODELS.getOrDefault(tier, "");
    }
    int slash = value.indexOf('/');
    String provider = slash < 0 ? "" : value.substring(0, slash);
    String model = value.substring(slash + 1);
    for (AiProvider known : AiProvider.values()) {
      if (known.label().equals(provider) && isModelName(model)) {
        return new ModelChoice(known, model);
      }
    }
    problems.add(new Problem(name, value, ALLOWED_MODELS));
    return null;
  }

  private static boolean isModelName(String model) {
    return !model.isEmpty()
        && model.length() <= 100
        && model
            .chars()
            .allMatch(
                c ->
                    c > ' '
                        && c < 127
                        && (Character.isLetterOrDigit(c) || "-._:/@".indexOf(c) >= 0));
  }

  private ProviderSettings provider(AiProvider provider) {
    String prefix = provider.name().toUpperCase(Locale.ROOT);
    String url = find(prefix + "_BASE_URL");
    if (url == null) {
      url = provider.defaultBaseUrl();
    } else if (!isHttpUrl(url)) {
      // A URL may hold credentials before its @, so the value is shown only when it has none.
      problems.add(
          new Problem(
              prefix + "_BASE_URL",
              url.indexOf('@') < 0 ? url : Problem.HIDDEN,
              "a URL such as " + provider.defaultBaseUrl()));
    }
    String key = find(prefix + "_API_KEY");
    if (key == null) {
      problems.add(
          new Problem(
              prefix + "_API_KEY",
              "",
              "a key, since a tier's model begins with " + provider.label() + "/"));
    }
    return new ProviderSettings(url, key == null ? "" : key);
  }

  private static boolean isHttpUrl(String text) {
    try {
      URI uri = URI.create(text);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null;
    } catch (IllegalArgumentException notAUri) {
      return false;
    }
  }

  private int number(String name, int defaultValue, int min, int max) {
    String value = find(name);
    if (value == null) {
      return defaultValue;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with a number out of range.
    }
    problems.add(new Problem(name, value, "a whole number from " + min + " to " + max));
    return defaultValue;
  }

  private @Nullable String find(String name) {
    String value = variables.apply(name);
    return value == null || value.isBlank() ? null : value.trim();
  }
}
