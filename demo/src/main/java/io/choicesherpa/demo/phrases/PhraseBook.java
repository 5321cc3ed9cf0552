package io.choicesherpa.demo.phrases;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Named lists of phrases, read from a text resource: a line {@code [name]} opens a list, every
 * other line that is neither blank nor starts with {@code #} is a phrase of it. Immutable and
 * thread-safe.
 */
public final class PhraseBook {
  private final Map<String, List<String>> sections;

  private PhraseBook(Map<String, List<String>> sections) {
    this.sections = sections;
  }

  /** What the AI server answers with; one list per component type and one named "general". */
  public static PhraseBook replies() {
    return load("replies.txt");
  }

  /** What people write; one list per component type, "topic" and "cycle". */
  public static PhraseBook people() {
    return load("people.txt");
  }

  private static PhraseBook load(String resource) {
    try (InputStream in = PhraseBook.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is missing from the jar");
      }
      return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PhraseBook parse(BufferedReader reader) throws IOException {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> open = null;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      if (text.startsWith("[") && text.endsWith("]")) {
        open =
            sections.computeIfAbsent(text.substring(1, text.length() - 1), k -> new ArrayList<>());
      } else if (open == null) {
        throw new IllegalArgumentException("phrase before the first [section]: " + text);
      } else {
        open.add(text);
      }
    }
    return new PhraseBook(Collections.unmodifiableMap(sections));
  }

  /** The names of the lists, in the order of the resource. */
  public Set<String> names() {
    return sections.keySet();
  }

  /**
   * The phrases of one list.
   *
   * @throws IllegalArgumentException when there is no list of that name
   */
  public List<String> phrases(String name) {
    List<String> phrases = sections.get(name);
    if (phrases == null) {
      throw new IllegalArgumentException("no phrases named \"" + name + "\"; there are " + names());
    }
    return Collections.unmodifiableList(phrases);
  }

  /** One phrase of a list, drawn with {@code random}. */
  public String draw(String name, RandomGenerator random) {
    List<String> phrases = phrases(name);
    return phrases.get(random.nextInt(phrases.size()));
  }
}
