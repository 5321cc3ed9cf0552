package io.choicesherpa.console.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The dashboards of a directory; files are read again once they have changed. Thread-safe. */
final class DashboardFiles {

  private static final int MAX_FILES = 500;

  private final @Nullable Path directory;
  private Map<Path, Read> known = Map.of();

  /** A file as it was when it was read. */
  private record Read(long modifiedMillis, long bytes, DashboardFile file) {}

  DashboardFiles(@Nullable Path directory) {
    this.directory = directory;
  }

  /** All, by title. */
  synchronized List<DashboardFile> all() throws IOException {
    Path at = directory;
    if (at == null) {
      return List.of();
    }
    Map<Path, Read> now = new TreeMap<>();
    for (Path file : files(at)) {
      long modified = Files.getLastModifiedTime(file).toMillis();
      long bytes = Files.size(file);
      Read before = known.get(file);
      boolean same =
          before != null && before.modifiedMillis() == modified && before.bytes() == bytes;
      now.put(file, same ? before : new Read(modified, bytes, DashboardFile.read(file)));
    }
    known = now;
    List<DashboardFile> dashboards = new ArrayList<>();
    now.values().forEach(read -> dashboards.add(read.file()));
    dashboards.sort(Comparator.comparing(DashboardFile::title));
    return dashboards;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .limit(MAX_FILES)
          .toList();
    }
  }
}
