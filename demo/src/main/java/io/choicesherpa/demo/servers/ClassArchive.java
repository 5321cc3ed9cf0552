package io.choicesherpa.demo.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A dynamic class-data archive: one JVM writes it when it ends, and every later one with the same
 * jars starts in a fraction of the time. Its file name is made from the JDK and from name, size and
 * time of every jar, so that a changed one is never used.
 *
 * @see <a href="https://openjdk.org/jeps/350">JEP 350</a>
 */
public final class ClassArchive {
  private final Path file;
  private final boolean usable;

  private ClassArchive(Path file, boolean usable) {
    this.file = file;
    this.usable = usable;
  }

  /**
   * The archive for a thin jar and the {@code lib} folder beside it; older ones of the same name
   * are deleted.
   *
   * @param folder where archives lie
   * @param name whose archive it is
   */
  public static ClassArchive of(Path folder, String name, Path jar) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name + "-" + Long.toHexString(key(jar)) + ".jsa");
    boolean usable = isComplete(file);
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, name + "-*.jsa")) {
      for (Path one : all) {
        if (!one.equals(file) || !usable) {
          Files.delete(one);
        }
      }
    }
    return new ClassArchive(file, usable);
  }

  private static long key(Path jar) throws IOException {
    CRC32 crc = new CRC32();
    update(crc, System.getProperty("java.vm.version") + System.getProperty("java.home"));
    update(crc, jar);
    Path lib = jar.resolveSibling("lib");
    if (Files.isDirectory(lib)) {
      try (Stream<Path> jars = Files.list(lib)) {
        for (Path one : jars.sorted().toList()) {
          update(crc, one);
        }
      }
    }
    return crc.getValue();
  }

  private static void update(CRC32 crc, Path file) throws IOException {
    update(crc, file + "|" + Files.size(file) + "|" + Files.getLastModifiedTime(file).toMillis());
  }

  private static void update(CRC32 crc, String text) {
    crc.update(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The JVM writes the header last: a file that was cut off begins with zeros. */
  private static boolean isComplete(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      for (byte b : in.readNBytes(4)) {
        if (b != 0) {
          return true;
        }
      }
      return false;
    }
  }

  /** Whether there is one to use. */
  public boolean isUsable() {
    return usable;
  }

  /** Options for a JVM that uses the archive if there is one, and never complains about it. */
  public List<String> reading() {
    return usable ? options("-XX:SharedArchiveFile=") : List.of();
  }

  /** Options for a JVM that writes the archive when it ends. */
  public List<String> writing() {
    return options("-XX:ArchiveClassesAtExit=");
  }

  private List<String> options(String option) {
    return List.of(
        "-Xshare:auto",
        option + file,
        "-Xlog:cds=off",
        "-Xlog:cds+dynamic=off",
        "-Xlog:class+path=off");
  }
}
