package io.choicesherpa.telemetry.audit;

import io.choicesherpa.telemetry.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the audit trail in logs of JSON lines: finds the first line that was changed, removed,
 * added or moved. Lines of other loggers are passed over; a file may hold the chains of several
 * runs.
 *
 * <p>From the command line: {@code java -cp telemetry.jar
 * io.choicesherpa.telemetry.audit.AuditVerifier FILE...}, rotated files oldest first. Ends with 0
 * if the trail is intact, 1 if it is broken, 2 if it cannot be read.
 */
public final class AuditVerifier {
  private final Map<String, AuditHead> heads = new LinkedHashMap<>();
  private long lines;

  private AuditVerifier() {}

  /** Checks one log. */
  public static AuditVerification verify(Reader log) throws IOException {
    AuditVerifier verifier = new AuditVerifier();
    AuditVerification.Broken broken = verifier.read("log", log);
    return broken != null ? broken : verifier.intact();
  }

  /** Checks files that follow each other, oldest first. */
  public static AuditVerification verify(List<Path> files) throws IOException {
    AuditVerifier verifier = new AuditVerifier();
    for (Path file : files) {
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        AuditVerification.Broken broken = verifier.read(file.toString(), reader);
        if (broken != null) {
          return broken;
        }
      }
    }
    return verifier.intact();
  }

  public static void main(String[] args) {
    System.exit(run(args, System.out));
  }

  static int run(String[] args, Appendable out) {
    try {
      if (args.length == 0) {
        out.append("usage: AuditVerifier FILE...\n");
        return 2;
      }
      List<Path> files = new ArrayList<>();
      for (String arg : args) {
        files.add(Path.of(arg));
      }
      AuditVerification found = verify(files);
      if (found instanceof AuditVerification.Broken broken) {
        out.append(
            "broken: %s:%d: %s%n".formatted(broken.source(), broken.line(), broken.reason()));
        return 1;
      }
      AuditVerification.Intact intact = (AuditVerification.Intact) found;
      out.append("intact: %d lines%n".formatted(intact.lines()));
      for (AuditHead head : intact.heads()) {
        out.append("chain %s ends at %d, %s%n".formatted(head.chain(), head.seq(), head.hash()));
      }
      return 0;
    } catch (IOException e) {
      System.err.println("cannot read the log: " + e);
      return 2;
    }
  }

  private AuditVerification intact() {
    return new AuditVerification.Intact(lines, List.copyOf(heads.values()));
  }

  private AuditVerification.@Nullable Broken read(String source, Reader log) throws IOException {
    BufferedReader reader = new BufferedReader(log);
    long number = 0;
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      number++;
      // Most lines are of other loggers, and need no parsing to be told apart.
      if (text.contains("\"" + AuditEntry.LOGGER_NAME + "\"")) {
        String reason = check(text);
        if (reason != null) {
          return new AuditVerification.Broken(source, number, reason);
        }
      }
    }
    return null;
  }

  /** Null if the line is in order, or no line of the trail. */
  private @Nullable String check(String text) {
    AuditLine line;
    try {
      line = AuditLine.of(Json.object(text));
    } catch (IllegalArgumentException e) {
      // Other text may share the log; a line of the trail is known by what only it has.
      return text.contains(AuditEntry.PREV_HASH) ? e.getMessage() : null;
    }
    return line == null ? null : check(line);
  }

  private @Nullable String check(AuditLine line) {
    if (!line.entry().hash().equals(line.hash())) {
      return "the line's content was changed: it does not yield its hash";
    }
    AuditHead head =
        heads.getOrDefault(line.chain(), new AuditHead(line.chain(), 0, AuditHead.NO_HASH));
    long expected = head.seq() + 1;
    if (line.seq() > expected) {
      return "chain %s goes from %d to %d: %d missing before this line"
          .formatted(line.chain(), head.seq(), line.seq(), line.seq() - expected);
    }
    if (line.seq() < expected) {
      return "chain %s goes from %d back to %d: the line was moved or repeated"
          .formatted(line.chain(), head.seq(), line.seq());
    }
    if (!line.prevHash().equals(head.hash())) {
      return "the line before was replaced: its hash is not the one that this line names";
    }
    heads.put(line.chain(), new AuditHead(line.chain(), line.seq(), line.hash()));
    lines++;
    return null;
  }
}
