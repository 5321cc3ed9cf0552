package io.choicesherpa.console.silence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Silences as a JSON file, replaced as a whole. */
final class SilenceFile {

  private static final Logger log = LoggerFactory.getLogger(SilenceFile.class);
  private static final JsonFactory JSON = new JsonFactory();

  private final Path path;

  SilenceFile(Path path) {
    this.path = path;
  }

  /** A file that cannot be read is put aside, never overwritten. */
  List<Silence> read() {
    if (!Files.exists(path)) {
      return List.of();
    }
    List<Silence> silences = new ArrayList<>();
    try (JsonParser in = JSON.createParser(Files.readAllBytes(path))) {
      if (in.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("not a list");
      }
      while (in.nextToken() != JsonToken.END_ARRAY) {
        silences.add(SilenceJson.readKept(in));
      }
      return silences;
    } catch (IOException | IllegalArgumentException e) {
      putAside(e);
      return List.of();
    }
  }

  private void putAside(Exception reason) {
    Path aside = path.resolveSibling(path.getFileName() + ".unreadable");
    try {
      Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
      log.atWarn().setCause(reason).log("Silences could not be read; the file is now {}", aside);
    } catch (IOException e) {
      e.addSuppressed(reason);
      log.atWarn().setCause(e).log("Silences could not be read");
    }
  }

  void write(List<Silence> silences) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try (JsonGenerator out =
        JSON.createGenerator(fresh.toFile(), com.fasterxml.jackson.core.JsonEncoding.UTF8)) {
      out.writeStartArray();
      for (Silence silence : silences) {
        SilenceJson.writeKept(out, silence);
      }
      out.writeEndArray();
    }
    Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
