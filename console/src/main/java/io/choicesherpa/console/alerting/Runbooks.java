package io.choicesherpa.console.alerting;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Runbook pages. Thread-safe. */
final class Runbooks {

  /** A name that leads nowhere else. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  private static final long MAX_BYTES = 1 << 20;

  private final @Nullable Path directory;

  Runbooks(@Nullable Path directory) {
    this.directory = directory;
  }

  /** The page of an alert, in Markdown; null when there is none. */
  @Nullable String page(String alert) throws IOException {
    if (directory == null || !NAME.matches(alert)) {
      return null;
    }
    Path file = directory.resolve(alert + ".md");
    return Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES
        ? Files.readString(file)
        : null;
  }
}
