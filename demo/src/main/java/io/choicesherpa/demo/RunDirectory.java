package io.choicesherpa.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code .run}, held by one run at a time: data, logs, unpacked programs, class
 * archives.
 */
final class RunDirectory implements AutoCloseable {
  private static final long LOG_BYTES_BEFORE_ROTATION = 50L * 1024 * 1024;

  private final Path root;
  private final Path kept;
  private final FileChannel lockFile;
  private final FileLock lock;

  private RunDirectory(Path root, Path kept, FileChannel lockFile, FileLock lock) {
    this.root = root;
    this.kept = kept;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Takes the folder for this run. The system lets go of it when the process ends in whatever way.
   *
   * @param apart whether data and logs lie in a folder of their own, beside those of real runs
   * @return empty when another run holds it
   * @throws IOException when it cannot be made or written
   */
  static Optional<RunDirectory> hold(Path root, boolean apart) throws IOException {
    Files.createDirectories(root);
    FileChannel file =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = file.tryLock();
    if (lock == null) {
      file.close();
      return Optional.empty();
    }
    RunDirectory held = new RunDirectory(root, apart ? root.resolve("training") : root, file, lock);
    Files.createDirectories(held.logs());
    return Optional.of(held);
  }

  Path logs() {
    return kept.resolve("logs");
  }

  Path log(String name) {
    return logs().resolve(name);
  }

  Path postgresData() {
    return kept.resolve("data/postgres");
  }

  /** What the console keeps over restarts. */
  Path console() {
    return kept.resolve("data/console");
  }

  /** Whether this run only makes class archives, with data and logs of its own. */
  boolean isTraining() {
    return !kept.equals(root);
  }

  Path redisData() {
    return kept.resolve("data/redis");
  }

  /** Notes of tables that faults have taken away; lie with the data that they speak of. */
  Path takenTables() {
    return kept.resolve("data/tables-taken-away");
  }

  /** The faults that are on; whoever writes to it switches them. */
  Path faults() {
    return kept.resolve("faults");
  }

  /** Where PostgreSQL and Redis are unpacked to. */
  Path programs() {
    return root.resolve("programs");
  }

  Path processes() {
    return root.resolve("processes");
  }

  Path classArchives() {
    return root.resolve("cds");
  }

  /** Deletes data and logs, keeps unpacked programs and class archives. */
  void clear() throws IOException {
    delete(kept.resolve("data"));
    delete(logs());
    Files.createDirectories(logs());
  }

  /** Puts a log that has grown large aside, over the one that was put aside before. */
  void rotate(String logName) throws IOException {
    Path log = log(logName);
    if (Files.exists(log) && Files.size(log) > LOG_BYTES_BEFORE_ROTATION) {
      Files.move(log, log(logName + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Deletes a folder with all that is in it; nothing happens when there is none. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() throws IOException {
    lock.release();
    lockFile.close();
  }
}
