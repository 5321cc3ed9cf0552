package io.choicesherpa.telemetry.audit;

import io.choicesherpa.telemetry.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks the audit trail in logs of JSON lines: finds the first line that was changed, removed,
 * added or moved. Lines of other loggers are passed over; a file may hold the chains of several
 * runs.
 *
 * <p>From the command line: {@code java -cp telemetry.jar
 * io.choicesherpa.telemetry.audit.AuditVerifier [--heads HEADS] FILE...}, rotated files oldest
 * first. With {@code --heads} the trail must hold every head that an {@link AuditHeadFile} kept, so
 * that lines cut off at the end are missed. Ends with 0 if the trail is intact, 1 if it is broken,
 * 2 if it cannot be read.
 */
public final class AuditVerifier {
  private static final String HEADS = "--heads";
  private static final String BEGINS_ELSEWHERE =
      "; if the log was rotated, name the files before it too, oldest first";

  private final Map<String, AuditHead> heads = new LinkedHashMap<>();
  private final Map<String, Map<Long, AuditHead>> kept = new LinkedHashMap<>();
  private long lines;
  private long lastLine;

  private AuditVerifier(List<AuditHead> kept) {
    for (AuditHead head : kept) {
      this.kept.computeIfAbsent(head.chain(), unused -> new TreeMap<>()).put(head.seq(), head);
    }
  }

  /** Checks one log. */
  public static AuditVerification verify(Reader log) throws IOException {
    AuditVerifier verifier = new AuditVerifier(List.of());
    AuditVerification.Broken broken = verifier.read("log", log);
    return broken != null ? broken : verifier.intact();
  }

  /** Checks files that follow each other, oldest first. */
  public static AuditVerification verify(List<Path> files) throws IOException {
    return verify(files, null);
  }

  /**
   * Checks files that follow each other, oldest first.
   *
   * @param headFile what an {@link AuditHeadFile} kept of the same time; null for none
   */
  public static AuditVerification verify(List<Path> files, @Nullable Path headFile)
      throws IOException {
    AuditVerifier verifier =
        new AuditVerifier(headFile == null ? List.of() : AuditHeadFile.read(headFile));
    for (Path file : files) {
      // Of what is no UTF-8 only its own line is in doubt, which may be any program's torn one.
      try (Reader reader =
          new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
        AuditVerification.Broken broken = verifier.read(file.toString(), reader);
        if (broken != null) {
          return broken;
        }
      }
    }
    String cutOff = verifier.cutOff();
    if (headFile != null && cutOff != null) {
      Path last = files.get(files.size() - 1);
      return new AuditVerification.Broken(last.toString(), verifier.lastLine + 1, cutOff);
    }
    return verifier.intact();
  }

  public static void main(String[] args) {
    System.exit(run(args, System.out));
  }

  static int run(String[] args, Appendable out) {
    try {
      boolean withHeads = args.length > 1 && args[0].equals(HEADS);
      List<Path> files = new ArrayList<>();
      for (int i = withHeads ? 2 : 0; i < args.length; i++) {
        files.add(Path.of(args[i]));
      }
      if (files.isEmpty() || args[0].equals(HEADS) != withHeads) {
        out.append("usage: AuditVerifier [--heads HEADS] FILE...\n");
        return 2;
      }
      AuditVerification found = verify(files, withHeads ? Path.of(args[1]) : null);
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

  /** What the kept heads know of and the log has not; null if there is nothing. */
  private @Nullable String cutOff() {
    for (Map.Entry<String, Map<Long, AuditHead>> chain : kept.entrySet()) {
      long known = chain.getValue().keySet().stream().mapToLong(Long::longValue).max().orElse(0);
      AuditHead head = heads.get(chain.getKey());
      long found = head == null ? 0 : head.seq();
      if (found < known) {
        return "chain %s ends at %d, but had come to %d: %d cut off at the end"
            .formatted(chain.getKey(), found, known, known - found);
      }
    }
    return null;
  }

  private AuditVerification intact() {
    return new AuditVerification.Intact(lines, List.copyOf(heads.values()));
  }

  private AuditVerification.@Nullable Broken read(String source, Reader log) throws IOException {
    BufferedReader reader = new BufferedReader(log);
    long number = 0;
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      number++;
      lastLine = number;
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
      return "chain %s goes from %d to %d: %d missing before this line%s"
          .formatted(
              line.chain(),
              head.seq(),
              line.seq(),
              line.seq() - expected,
              head.seq() == 0 ? BEGINS_ELSEWHERE : "");
    }
    if (line.seq() < expected) {
      return "chain %s goes from %d back to %d: the line was moved or repeated"
          .formatted(line.chain(), head.seq(), line.seq());
    }
    if (!line.prevHash().equals(head.hash())) {
      return "the line before was replaced: its hash is not the one that this line names";
    }
    AuditHead before = kept.getOrDefault(line.chain(), Map.of()).get(line.seq());
    if (before != null && !before.hash().equals(line.hash())) {
      return "the trail was written anew: line %d of chain %s had another hash when it was kept"
          .formatted(line.seq(), line.chain());
    }
    heads.put(line.chain(), new AuditHead(line.chain(), line.seq(), line.hash()));
    lines++;
    return null;
  }
}
