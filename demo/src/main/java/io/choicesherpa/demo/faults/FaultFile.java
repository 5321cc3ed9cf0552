package io.choicesherpa.demo.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A file that holds the names of the faults that are on, with commas, blanks or lines between them.
 * Whoever writes to it switches them. Read once a second.
 */
public final class FaultFile implements AutoCloseable {
  private final Path file;
  private final Set<Fault> fromTheStart;
  private final Faults faults;
  private final Consumer<String> say;
  private final ScheduledExecutorService timer;
  private String applied = "";

  private FaultFile(Path file, Set<Fault> fromTheStart, Faults faults, Consumer<String> say) {
    this.file = file;
    this.fromTheStart = fromTheStart;
    this.faults = faults;
    this.say = say;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "faults");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Writes what is wanted into the file, and follows it until closed.
   *
   * @param wanted what is on at first; those that cannot be switched are on already
   * @param say takes a line for a person whenever something has changed
   */
  public static FaultFile follow(Path file, Set<Fault> wanted, Faults faults, Consumer<String> say)
      throws IOException {
    Set<Fault> fromTheStart =
        wanted.stream()
            .filter(fault -> !fault.isWhileRunning())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Fault.class)));
    Files.writeString(
        file, wanted.stream().map(Fault::title).collect(Collectors.joining("\n", "", "\n")));
    FaultFile following = new FaultFile(file, fromTheStart, faults, say);
    var unused = following.timer.scheduleWithFixedDelay(following::read, 0, 1, TimeUnit.SECONDS);
    return following;
  }

  private void read() {
    String text;
    try {
      text = Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return; // It is being written; a second later it is there.
    }
    if (text.equals(applied)) {
      return;
    }
    applied = text;
    try {
      apply(text);
    } catch (SQLException | RuntimeException e) {
      say.accept("A fault could not be switched: " + e.getMessage());
    }
  }

  private void apply(String text) throws SQLException {
    Set<Fault> wanted = EnumSet.noneOf(Fault.class);
    for (String title : List.of(text.strip().split("[\\s,]+"))) {
      Optional<Fault> fault = Fault.of(title);
      if (fault.isPresent()) {
        wanted.add(fault.get());
      } else if (!title.isEmpty()) {
        say.accept("There is no fault " + title + "; there are " + Fault.titles());
      }
    }
    wanted.removeAll(fromTheStart);
    Set<Fault> before = faults.on();
    faults.set(wanted);
    wanted.stream()
        .filter(fault -> !before.contains(fault))
        .forEach(fault -> say.accept("Fault on, " + fault.words()));
    before.stream()
        .filter(fault -> !wanted.contains(fault))
        .forEach(fault -> say.accept("Fault off, " + fault.title()));
  }

  /** Ends all faults. */
  @Override
  public void close() {
    timer.shutdownNow();
    faults.close();
  }
}
