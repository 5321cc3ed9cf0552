package io.choicesherpa.demo.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Remembers running processes in a folder, one file each, so that a later run finds those that an
 * earlier one could not end because it was killed. A process is known by number, start time and
 * program together; a stranger that has inherited the number is left alone.
 */
public final class ProcessRegister {
  private static final String SUFFIX = ".pid";

  private final Path folder;

  /**
   * A register in {@code folder}, which is made when it is not there.
   *
   * @throws IOException when it cannot be made
   */
  public ProcessRegister(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Remembers a process and its program under a name of its own. */
  public void add(String name, ProcessHandle process, Path program) throws IOException {
    ProcessRecord.of(process, program.toRealPath().toString()).write(file(name));
  }

  /** Forgets a process that has ended. */
  public void remove(String name) throws IOException {
    Files.deleteIfExists(file(name));
  }

  /**
   * Ends what an earlier run left behind, in the order given.
   *
   * @param names the names to look for
   * @param patience how long each may take to end by itself before it is killed
   * @return the names of those that still ran
   */
  public List<String> endLeftOvers(List<String> names, Duration patience) throws IOException {
    List<String> ended = new ArrayList<>();
    for (String name : names) {
      Optional<ProcessHandle> process = ProcessRecord.read(file(name)).flatMap(ProcessRecord::find);
      if (process.isPresent()) {
        Ending.end(process.get(), patience);
        ended.add(name);
      }
      remove(name);
    }
    return ended;
  }

  private Path file(String name) {
    return folder.resolve(name + SUFFIX);
  }
}
