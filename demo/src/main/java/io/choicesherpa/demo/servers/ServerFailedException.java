package io.choicesherpa.demo.servers;

import io.choicesherpa.demo.process.ChildProcess;
import io.choicesherpa.demo.process.LogTail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A server did not start, or ended; the message says which and ends with its last words. */
public final class ServerFailedException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LAST_LINES = 12;

  private final int exitCode;

  private ServerFailedException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** A child process has ended by itself. */
  public static ServerFailedException ended(ChildProcess child, int exitCode) {
    return of(child, child.name() + " ended with code " + exitCode, exitCode);
  }

  /** A child process runs, but is of no use. */
  public static ServerFailedException late(ChildProcess child, long afterSeconds) {
    return of(child, child.name() + " is not ready after " + afterSeconds + " s", -1);
  }

  private static ServerFailedException of(ChildProcess child, String what, int exitCode) {
    try {
      return new ServerFailedException(
          withLastWords(what, child.log(), child.lastWords(LAST_LINES)), exitCode);
    } catch (IOException e) {
      return new ServerFailedException(what + "; its log cannot be read: " + e, exitCode);
    }
  }

  /** Something else went wrong; the log's end is shown as well. */
  public static ServerFailedException of(String what, Path log, long fromByte) {
    try {
      return new ServerFailedException(
          withLastWords(what, log, LogTail.read(log, fromByte, LAST_LINES)), -1);
    } catch (IOException e) {
      return new ServerFailedException(what + "; its log cannot be read: " + e, -1);
    }
  }

  private static String withLastWords(String what, Path log, List<String> tail) {
    List<String> lines = LastWords.readable(tail);
    String newLine = System.lineSeparator();
    return lines.isEmpty()
        ? what + ", and " + log + " says nothing about it"
        : what + ". The end of " + log + ":" + newLine + "  " + String.join(newLine + "  ", lines);
  }

  /** The exit code of the process that ended, or -1. */
  public int exitCode() {
    return exitCode;
  }
}
