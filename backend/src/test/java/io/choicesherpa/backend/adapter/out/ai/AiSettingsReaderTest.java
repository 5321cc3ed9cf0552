package io.choicesherpa.backend.adapter.out.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AiSettingsReaderTest {

  private final Map<String, String> variables =
      new HashMap<>(Map.of("OPENAI_API_KEY", "sk-o", "ANTHROPIC_API_KEY", "sk-a"));

  @Test
  void defaults_giveEveryTierAModel() {
    AiSettings settings = read();

    assertThat(settings.model(Tier.FREE))
        .isEqualTo(new ModelChoice(AiProvider.OPENAI, "gpt-5-mini"));
    assertThat(settings.model(Tier.PREMIUM))
        .isEqualTo(new ModelChoice(AiProvider.OPENAI, "gpt-5.1"));
    assertThat(settings.model(Tier.PRO))
        .isEqualTo(new ModelChoice(AiProvider.ANTHROPIC, "claude-sonnet-4-5"));
    assertThat(settings.providers())
        .containsEntry(
            AiProvider.ANTHROPIC, new ProviderSettings("https://api.anthropic.com", "sk-a"));
    assertThat(settings.timeouts().total()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void variables_overrule() {
    variables.put("AI_MODEL_PRO", " openai/gpt-5.1 ");
    variables.put("OPENAI_BASE_URL", "http://127.0.0.1:9999/v1");
    variables.put("AI_TIMEOUT_SECONDS", "7");
    variables.remove("ANTHROPIC_API_KEY");

    AiSettings settings = read();

    assertThat(settings.model(Tier.PRO)).isEqualTo(new ModelChoice(AiProvider.OPENAI, "gpt-5.1"));
    assertThat(settings.providers())
        .containsExactlyEntriesOf(
            Map.of(AiProvider.OPENAI, new ProviderSettings("http://127.0.0.1:9999/v1", "sk-o")));
    assertThat(settings.timeouts().total()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void everyMistake_isNamedAtOnce() {
    variables.put("AI_MODEL_FREE", "mistral/large");
    variables.put("AI_MODEL_PRO", "anthropic/");
    variables.put("OPENAI_BASE_URL", "https://me:sk-secret@example.org");
    variables.put("AI_MAX_ATTEMPTS", "0");
    variables.put("AI_MAX_CONCURRENT", "many");
    variables.remove("OPENAI_API_KEY");

    ConfigurationException refused = catchThrowableOfType(ConfigurationException.class, this::read);

    assertThat(refused.problems())
        .extracting(Problem::variable)
        .containsExactlyInAnyOrder(
            "AI_MODEL_FREE",
            "AI_MODEL_PRO",
            "OPENAI_BASE_URL",
            "OPENAI_API_KEY",
            "AI_MAX_ATTEMPTS",
            "AI_MAX_CONCURRENT");
    assertThat(refused)
        .hasMessageContaining("AI_MODEL_FREE=mistral/large: openai/<model> or anthropic/<model>")
        .hasMessageNotContaining("sk-secret");
  }

  @Test
  void keys_doNotShow() {
    assertThat(read().toString()).doesNotContain("sk-o", "sk-a");
  }

  private AiSettings read() {
    return new AiSettingsReader(variables::get).read();
  }
}
