package io.choicesherpa.telemetry.audit;

/**
 * The last line of a chain. Kept somewhere else than the log, it shows whether lines were cut off
 * at the end, which the lines themselves cannot show.
 *
 * @param chain names the chain; there is one for each start of the process
 * @param seq how many lines it has, from 1 on; 0 before the first
 * @param hash the last line's hash, in hexadecimal
 */
public record AuditHead(String chain, long seq, String hash) {
  /** What the first line of a chain names as the hash before it. */
  static final String NO_HASH = "0".repeat(64);
}
