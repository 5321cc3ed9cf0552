package io.choicesherpa.console.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A file from the class path with a validator made of its content: builds are reproducible, so
 * dates in jars say nothing.
 *
 * @param content the bytes
 * @param etag strong, with quotes
 */
@SuppressWarnings("ArrayRecordComponent") // identity is what equality means here
record ClassPathFile(byte[] content, String etag) {

  /** Null when there is no such file. */
  static @Nullable ClassPathFile read(String resource) {
    try (InputStream in = ClassPathFile.class.getClassLoader().getResourceAsStream(resource)) {
      return in == null ? null : of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + resource + " from the class path failed", e);
    }
  }

  static ClassPathFile of(byte[] content) {
    return new ClassPathFile(content, '"' + sha256(content).substring(0, 22) + '"');
  }

  /** In Base64, as content security policies want it. */
  static String sha256(byte[] content) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
