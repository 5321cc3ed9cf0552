package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.redaction.Redactor;
import org.junit.jupiter.api.Test;

class KnownTextsTest {
  private static final int OFTEN = 100;

  private final KnownTexts texts = new KnownTexts(Redactor.standard());

  @Test
  void textThatComesOften_isAlwaysWrittenTheSame() {
    for (int i = 0; i < OFTEN; i++) {
      assertThat(written("plain")).isEqualTo("\"plain\"");
      assertThat(written("with \"quotes\" and ü\n")).isEqualTo("\"with \\\"quotes\\\" and ü\\n\"");
      assertThat(written("")).isEqualTo("\"\"");
    }
  }

  @Test
  void secretThatComesOften_isHiddenEachTime() {
    for (int i = 0; i < OFTEN; i++) {
      assertThat(written("to someone@example.org")).isEqualTo("\"to [REDACTED]\"");
    }
  }

  @Test
  void textsOfOneSlot_areEachWrittenAsTheyAre() {
    for (int i = 0; i < OFTEN; i++) {
      for (String text : new String[] {"a-1-b-2-c", "a-3-b-4-c", "a_1_b_2_c"}) {
        assertThat(written(text)).isEqualTo("\"" + text + "\"");
      }
    }
  }

  @Test
  void textsMadeAnew_areEachWrittenAsTheyAre() {
    for (int i = 0; i < 10_000; i++) {
      String text = "id-" + i % 10 + "-" + i;
      assertThat(written(text)).isEqualTo("\"" + text + "\"");
    }
  }

  @Test
  void textLongerThanItsLimit_isCutEachTime() {
    String text = "x".repeat(300);
    for (int i = 0; i < OFTEN; i++) {
      assertThat(written(text, 290)).isEqualTo("\"" + "x".repeat(290) + "…(+10 chars)\"");
    }
  }

  @Test
  void textThatGrowsWhenCleaned_isCutWhereTheLimitSays() {
    String text = "a@b.example ".repeat(20).strip();
    String clean = "[REDACTED] ".repeat(20).strip();
    String longer = "k@b.ex ".repeat(36).strip();
    for (int i = 0; i < OFTEN; i++) {
      assertThat(written(text)).isEqualTo("\"" + clean + "\"");
      assertThat(written(longer, 256)).endsWith(" chars)\"");
      assertThat(written(longer)).endsWith("[REDACTED]\"");
    }
  }

  private String written(String text) {
    return written(text, Bounds.MESSAGE_CHARS);
  }

  private String written(String text, int maxChars) {
    JsonBuffer out = new JsonBuffer();
    texts.write(out, text, maxChars);
    return out.text(0);
  }
}
