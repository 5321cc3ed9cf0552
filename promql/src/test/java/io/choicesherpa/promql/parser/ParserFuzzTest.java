package io.choicesherpa.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParserFuzzTest {

  private static final List<String> PIECES =
      List.of(
          "sum",
          "by",
          "(",
          ")",
          "{",
          "}",
          "[",
          "]",
          "a",
          "=",
          "=~",
          "!=",
          "\"",
          "'x'",
          "5m",
          "1e",
          "offset",
          "@",
          "start()",
          "-",
          "+",
          "^",
          "bool",
          "on",
          "group_left",
          ",",
          ":",
          "rate(",
          "#",
          "\n",
          "0x",
          "Inf",
          "é",
          "\\",
          "step()",
          "fill(",
          "</",
          "info(");

  private final PromqlParser parser = new PromqlParser(new ParserOptions(true, 10_000, 50));
  private final Random random = new Random(20240607);

  @Test
  void randomCharacters_giveAProblemOrAnExpression() {
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      parses(new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void randomPieces_giveAProblemOrAnExpression() {
    int good = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
        text.append(random.nextInt(3) == 0 ? " " : "");
      }
      good += parses(text.toString()) ? 1 : 0;
    }
    assertThat(good).isGreaterThan(100);
  }

  @Test
  void brokenExpressions_giveAProblemOrAnExpression() {
    List<String> corpus = Corpus.expressions();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(corpus.get(random.nextInt(corpus.size())));
      for (int n = random.nextInt(3); n >= 0; n--) {
        int at = random.nextInt(text.length() + 1);
        switch (random.nextInt(3)) {
          case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
          case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(4)));
          default -> text.insert(at, (char) random.nextInt(0x10000));
        }
      }
      parses(text.toString());
    }
  }

  /** What can be read can be written and read again. */
  private boolean parses(String text) {
    Expression expression;
    try {
      expression = parser.parse(text);
    } catch (ParseException e) {
      assertThat(e.problems()).isNotEmpty();
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      return fail("for " + text, e);
    }
    String printed = Printer.print(expression);
    try {
      parser.parse(printed);
    } catch (ParseException e) {
      fail(text + " -> " + printed, e);
    }
    return true;
  }
}
