package io.choicesherpa.demo.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process that the demo has started. It runs in a session of its own, so that Ctrl-C in the
 * terminal reaches the demo alone, which then ends everything in the right order. Thread-safe.
 */
public final class ChildProcess {
  private final String name;
  private final Process process;
  private final ProcessRegister register;
  private final Log errors;
  private final Log output;

  /** A file, and how long it was when the process started. */
  private record Log(Path file, long startBytes) {
    static Log of(Path file) throws IOException {
      return new Log(file, Files.exists(file) ? Files.size(file) : 0);
    }

    List<String> tail(int maxLines) throws IOException {
      return LogTail.read(file, startBytes, maxLines);
    }
  }

  private ChildProcess(
      String name, Process process, ProcessRegister register, Log errors, Log output) {
    this.name = name;
    this.process = process;
    this.register = register;
    this.errors = errors;
    this.output = output;
  }

  /**
   * Starts a process and enters it into the register.
   *
   * @param name what it is called in messages and in the register
   * @param command path of the program, and its arguments
   * @param environment variables on top of the demo's own
   * @param output where its standard output goes, appended
   * @param errors where its standard error goes, appended; may be the same file
   * @throws IOException when it cannot be started, or not be entered
   */
  public static ChildProcess start(
      String name,
      List<String> command,
      Map<String, String> environment,
      ProcessRegister register,
      Path output,
      Path errors)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(inOwnSession(command));
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    if (errors.equals(output)) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    }
    Log errorLog = Log.of(errors);
    Log outputLog = Log.of(output);
    Process process = builder.start();
    register.add(name, process.toHandle(), Path.of(command.get(0)));
    return new ChildProcess(name, process, register, errorLog, outputLog);
  }

  /**
   * {@code setsid} execs in place; without it, ignoring SIGINT does for programs that keep that.
   */
  private static List<String> inOwnSession(List<String> command) {
    List<String> detached = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      detached.add("/usr/bin/setsid");
    } else {
      detached.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
    }
    detached.addAll(command);
    return detached;
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** Its number. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completed with the exit code when it ends, by itself or otherwise. */
  public CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** The last lines that it wrote, to standard error if there are any. */
  public List<String> lastWords(int maxLines) throws IOException {
    List<String> lines = errors.tail(maxLines);
    return lines.isEmpty() ? output.tail(maxLines) : lines;
  }

  /** Where {@link #lastWords} come from. */
  public Path log() throws IOException {
    return errors.tail(1).isEmpty() ? output.file() : errors.file();
  }

  /** Ends it at once, whatever it is doing. */
  public void kill() {
    process.destroyForcibly();
  }

  /**
   * Ends it and forgets it.
   *
   * @param patience how long it may take before it is killed
   * @return whether it ended by itself
   */
  public boolean stop(Duration patience) throws IOException {
    boolean obeyed = !process.isAlive() || Ending.end(process.toHandle(), patience);
    register.remove(name);
    try {
      // It has ended; this waits until Java has taken notice.
      boolean unused = process.waitFor(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return obeyed;
  }
}
