package io.choicesherpa.telemetry.logging;

import org.jspecify.annotations.Nullable;

/** Names the file that a class was written in as a path from its source root. */
final class SourceFile {
  private SourceFile() {}

  /**
   * {@code fileName} is null where the compiler left it out: then it is what javac would expect.
   */
  static String path(String className, @Nullable String fileName) {
    int dot = className.lastIndexOf('.');
    String directory = className.substring(0, dot + 1).replace('.', '/');
    if (fileName != null) {
      return directory + fileName;
    }
    int nested = className.indexOf('$', dot + 1);
    return directory + className.substring(dot + 1, nested > 0 ? nested : className.length());
  }
}
