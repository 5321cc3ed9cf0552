package io.choicesherpa.benchmarks.redaction;

import io.choicesherpa.telemetry.redaction.Redactor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Messages of 1 kB, clean and not, by the redactor and by the regular expressions in its place. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RedactionBenchmark {

  static final int CHARS = 1024;

  private static final String PROSE =
      "The relay took 12 events from the outbox (oldest 31 ms) and handed them to stream 4 of the"
          + " bus; consumer dashboard is 3 behind, next look in 250 ms. ";
  private static final String SECRETS =
      "Login of maria@example.org failed: password=hunter2hunter2, Authorization: Bearer"
          + " eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N\n"
          + "jdbc:postgresql://app:s3cret@db:5432/x ";

  /** Fewer forms than the redactor knows, as masking rules are usually written. */
  private static final Pattern PATTERNS =
      Pattern.compile(
          "[\\w.+-]+@[\\w-]+\\.[\\w.]+"
              + "|(?i:bearer) [\\w.~+/=-]+"
              + "|\\bsk-[\\w-]{16,}"
              + "|(?i:password|secret|token|api_key)[=:]\\s*\\S+"
              + "|://[^/\\s:@]+:[^/\\s@]+@"
              + "|\\b(?:\\d[ -]?){13,16}\\b");

  private final Redactor redactor = Redactor.standard();
  private final String clean = PROSE.repeat(1 + CHARS / PROSE.length()).substring(0, CHARS);
  private final String secret = SECRETS + clean.substring(SECRETS.length());

  @Benchmark
  public String cleanOurs() {
    return redactor.redactText(clean);
  }

  @Benchmark
  public String cleanRegex() {
    return PATTERNS.matcher(clean).replaceAll("[REDACTED]");
  }

  @Benchmark
  public String secretOurs() {
    return redactor.redactText(secret);
  }

  @Benchmark
  public String secretRegex() {
    return PATTERNS.matcher(secret).replaceAll("[REDACTED]");
  }
}
