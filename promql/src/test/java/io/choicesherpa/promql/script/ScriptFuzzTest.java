package io.choicesherpa.promql.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScriptFuzzTest {

  private static final int TRIES = 4000;
  private static final String PIECES = "{}[]()\"'`:,=~!+-_x @#\n019eE.stale";

  private final Random random = new Random(11);

  /** A few lines of a real script at a time, each time broken in a few places. */
  @Test
  void brokenScript_isReadOrRefusedWithItsLine() throws IOException, URISyntaxException {
    List<List<String>> scripts = new ArrayList<>();
    for (Path path : OwnScriptsTest.scripts()) {
      scripts.add(Files.readAllLines(path));
    }
    int refused = 0;
    for (int i = 0; i < TRIES; i++) {
      List<String> lines = scripts.get(random.nextInt(scripts.size()));
      int from = random.nextInt(lines.size());
      String text = String.join("\n", lines.subList(from, Math.min(lines.size(), from + 8)));
      refused += isRefused(broken(text)) ? 1 : 0;
    }
    assertThat(refused).isBetween(TRIES / 10, TRIES - TRIES / 10);
  }

  private String broken(String text) {
    StringBuilder out = new StringBuilder(text);
    for (int n = random.nextInt(4); n >= 0; n--) {
      int at = random.nextInt(out.length() + 1);
      if (random.nextBoolean()) {
        out.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
      } else {
        out.delete(at, Math.min(out.length(), at + 1 + random.nextInt(3)));
      }
    }
    return out.toString();
  }

  private static boolean isRefused(String script) {
    try {
      ScriptParser.parse(script);
      return false;
    } catch (ScriptException e) {
      assertThat(e.line()).isPositive();
      return true;
    } catch (RuntimeException e) {
      return fail("for " + script, e);
    }
  }
}
