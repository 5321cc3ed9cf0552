package io.choicesherpa.telemetry.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private final PriceTable standard = PriceTable.standard();

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-5-mini, 225",
    "openai, gpt-5.1, 1125",
    "anthropic, claude-sonnet-4-5, 1800",
    "anthropic, claude-sonnet-4-5-20250929, 1800",
    "openai, gpt-5-mini-2025-08-07, 225"
  })
  void million_eachWay_costsTheListPrice(String provider, String model, BigDecimal cents) {
    assertThat(standard.costCents(provider, model, AiUsage.of(1_000_000, 1_000_000), NOW))
        .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo(cents));
  }

  @Test
  void oneToken_costsAnExactFractionOfACent() {
    assertThat(standard.costCents("openai", "gpt-5-nano", new AiUsage(1, 0, 1, 0), NOW))
        .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.0000005"));
  }

  @Test
  void cachedTokens_costTheirOwnPrice() {
    AiUsage usage = new AiUsage(1_000_000, 0, 300_000, 200_000, 0);

    assertThat(standard.costCents("anthropic", "claude-sonnet-4-5", usage, NOW))
        .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("234"));
  }

  @Test
  void price_holdsFromItsDayOn() {
    PriceTable table =
        PriceTable.parse(
            """
            acme big 2026-01-01 1 - - 2   # first
            acme big 2026-03-01 0.5 - - 1

            """);
    AiUsage usage = AiUsage.of(10_000, 0);

    assertThat(table.costCents("acme", "big", usage, Instant.parse("2025-12-31T23:59:59Z")))
        .isEmpty();
    assertThat(table.costCents("acme", "big", usage, Instant.parse("2026-02-28T23:59:59Z")))
        .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("1"));
    assertThat(table.costCents("acme", "big", usage, Instant.parse("2026-03-01T00:00:00Z")))
        .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.5"));
  }

  @Test
  void unknownModel_hasNoPrice() {
    assertThat(standard.costCents("openai", "gpt-5-mega", AiUsage.of(1, 1), NOW)).isEmpty();
    assertThat(standard.costCents("acme", "gpt-5-mini", AiUsage.of(1, 1), NOW)).isEmpty();
    assertThat(standard.costCents("openai", "-2025-08-07", AiUsage.of(1, 1), NOW)).isEmpty();
  }

  @Test
  void plus_letsTheAddedTableWin() {
    PriceTable own = standard.plus(PriceTable.parse("openai gpt-5-mini 2025-08-07 1 - - 1"));

    assertThat(own.costCents("openai", "gpt-5-mini", AiUsage.of(1_000_000, 0), NOW))
        .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("100"));
    assertThat(own.knows("openai", "gpt-5.1")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acme big 2026-01-01 1 - - | has 6 columns, not 7",
        "acme big 2026-13-01 1 - - 2 | is not understood",
        "acme big 2026-01-01 cheap - - 2 | is not understood",
        "acme big 2026-01-01 -1 - - 2 | negative price -1"
      })
  void parse_ofAWrongLine_namesIt(String line, String reason) {
    assertThatThrownBy(() -> PriceTable.parse("# prices\n" + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("price line 2")
        .hasMessageContaining(reason)
        .hasMessageContaining(line);
  }

  @Test
  void parse_ofTheSameDayTwice_namesTheSecond() {
    String line = "acme big 2026-01-01 1 - - 2";

    assertThatThrownBy(() -> PriceTable.parse(line + "\n" + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("price line 2 repeats");
  }
}
