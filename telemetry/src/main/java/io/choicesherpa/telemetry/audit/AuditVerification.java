package io.choicesherpa.telemetry.audit;

import java.util.List;

/** What a check of the audit trail found. */
public sealed interface AuditVerification {

  /**
   * Every line is as it was written, and none is missing between a chain's first and its head.
   *
   * @param lines how many lines of the trail there are
   * @param heads the last line of each chain, to be compared with heads kept elsewhere
   */
  record Intact(long lines, List<AuditHead> heads) implements AuditVerification {
    public Intact {
      heads = List.copyOf(heads);
    }
  }

  /**
   * The trail was tampered with, or lines were lost.
   *
   * @param source the name of the file or other source
   * @param line the first line where it shows, from 1 on, counting all lines of the source
   * @param reason what is wrong there
   */
  record Broken(String source, long line, String reason) implements AuditVerification {}
}
