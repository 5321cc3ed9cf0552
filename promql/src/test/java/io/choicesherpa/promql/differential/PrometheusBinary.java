package io.choicesherpa.promql.differential;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a Prometheus server is on this machine. */
public final class PrometheusBinary {

  private PrometheusBinary() {}

  /** {@code PROMETHEUS_BINARY}, or the first of the PATH; null when there is none. */
  public static @Nullable Path find() {
    String named = System.getenv("PROMETHEUS_BINARY");
    if (named != null && !named.isEmpty()) {
      return Path.of(named);
    }
    String path = System.getenv("PATH");
    return Stream.of(
            path == null ? new String[0] : path.split(Pattern.quote(File.pathSeparator), -1))
        .map(folder -> Path.of(folder, "prometheus"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  /** The promtool that comes with {@code binary}. */
  public static Path promtool(Path binary) {
    return binary.resolveSibling("promtool");
  }
}
