package io.choicesherpa.telemetry.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HintsTest {
  /** What the rules look for, whole and in pieces, and what stands around it. */
  private static final String[] PIECES = {
    "ann",
    "@",
    "%40",
    "%3D",
    "\\u003d",
    "\\",
    "\t",
    "example.com",
    "://",
    ":",
    "=",
    "password",
    "title",
    "token",
    "Bearer ",
    "basic ",
    "bea",
    "BEARER ",
    "dXNlcjpwYXNzd29yZA",
    "eyJ",
    "eyJhbGciOi.eyJzdWIi.x",
    "AKIA",
    "AKIAIOSFODNN7EXAMPLE",
    "AIza",
    "AIzaSyA1234567890abcdefghijklmnopqrstuv",
    "sk-",
    "glpat-",
    "xoxb-",
    "xoxp-",
    "xoxa-",
    "xoxr-",
    "xoxs-",
    "xapp-",
    "ghp_",
    "ghr_",
    "ghs_",
    "gho_",
    "ghu_",
    "github_pat_",
    "glsa_",
    "dckr_pat_",
    "sk_test_",
    "rk_test_",
    "sk_live_",
    "rk_live_",
    "hf_",
    "npm_",
    "whsec_",
    "0123456789abcdefABCD",
    "-----BEGIN RSA PRIVATE KEY-----",
    "-----END ",
    "-",
    "--",
    "_",
    ".",
    ",",
    " ",
    "\n",
    "\"",
    "'",
    "[",
    "{",
    "4111111111111111",
    "4111 1111 1111 1111",
    "5500-0055-5555-5559",
    "3782 822463 10005",
    "6011000990139424",
    "2223003122003222",
    "3530111333300000",
    "30569309025904",
    "12",
    "7",
    "é",
    "漢",
    "\uD83D\uDE00",
    "z",
    "J",
    "K",
    "b",
    "x",
    "jdbc:oracle:thin:scott/tiger@//db",
    "postgres://app:s3@db",
    "null",
    "[REDACTED]",
  };

  @Test
  void secret_isNeverOverlooked() {
    Random random = new Random(20_260_301);
    for (int i = 0; i < 200_000; i++) {
      String text = text(random);

      assertThat(TextScanner.find(text, 0))
          .as(text)
          .isEqualTo(TextScanner.look(text, 0, text.length() - 1, 0));
    }
  }

  @Test
  void plainText_isCleanAndWrittenAsItIs() {
    Random random = new Random(7);
    int plain = 0;
    for (int i = 0; i < 200_000; i++) {
      String text = text(random);
      if (TextScanner.isPlain(text)) {
        plain++;
        assertThat(Redactor.standard().redactText(text)).isSameAs(text);
        assertThat(text).matches("[ !#-\\[\\]-~]*");
      }
    }

    assertThat(plain).isPositive();
  }

  @Test
  void idsAndPaths_arePlainAsARule() {
    Random random = new Random(1);
    int plain = 0;
    for (int i = 0; i < 1000; i++) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      plain += TextScanner.isPlain("/api/sessions/" + id + "/cycles") ? 1 : 0;
    }

    assertThat(plain).isGreaterThan(700);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "a\\b", "a\nb", "a\u007f", "é", "漢", "\u2028"})
  void textThatJsonEscapesOrEncodes_isNotPlain(String text) {
    assertThat(TextScanner.isPlain(text)).isFalse();
    assertThat(TextScanner.find(text, 0)).isEqualTo(Match.NONE);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int pieces = 1 + random.nextInt(6); pieces > 0; pieces--) {
      String piece = PIECES[random.nextInt(PIECES.length)];
      text.append(
          piece, 0, random.nextInt(4) > 0 ? piece.length() : random.nextInt(piece.length()));
    }
    return text.toString();
  }
}
