package io.choicesherpa.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is wrong with the text files below a folder; what is built, run or git's own is left out.
 */
final class Documents {

  private static final Set<String> NOT_SOURCE = Set.of("target", ".git", ".run", ".idea");
  private static final Pattern CONFLICT =
      Pattern.compile("^(<{7} .*|={7}|>{7} .*)$", Pattern.MULTILINE);
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("\\[[^]\\n]*]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*?) *$");

  private final Path root;

  Documents(Path root) {
    this.root = root;
  }

  /** Places where a merge was left undecided, as {@code file: line}. */
  List<String> conflicts() {
    return files()
        .flatMap(
            file ->
                CONFLICT
                    .matcher(text(file))
                    .results()
                    .map(found -> root.relativize(file) + ": " + found.group()))
        .toList();
  }

  /** Links of Markdown files, tests' own apart, to files or headings that are not there. */
  List<String> brokenLinks() {
    return files()
        .filter(file -> file.toString().endsWith(".md"))
        .filter(file -> !file.toString().contains("/src/test/"))
        .flatMap(
            file ->
                LINK.matcher(FENCED.matcher(text(file)).replaceAll("code"))
                    .results()
                    .map(found -> found.group(1))
                    .filter(target -> !target.matches("[a-z]+:.*"))
                    .filter(target -> !leadsSomewhere(file, target))
                    .map(target -> root.relativize(file) + ": " + target))
        .toList();
  }

  private boolean leadsSomewhere(Path from, String target) {
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path file = path.isEmpty() ? from : from.resolveSibling(path).normalize();
    if (!Files.exists(file)) {
      return false;
    }
    return hash < 0
        || !file.toString().endsWith(".md")
        || anchors(file).contains(target.substring(hash + 1));
  }

  /** As GitHub makes them of headings. */
  private static Set<String> anchors(Path file) {
    return HEADING
        .matcher(text(file))
        .results()
        .map(
            heading ->
                heading
                    .group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  Stream<Path> files() {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return NOT_SOURCE.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              found.add(file);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.stream().sorted();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (MalformedInputException picture) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
