package io.choicesherpa.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The servers that the environment names instead of those that the demo would start.
 *
 * @param database set when {@code DATABASE_URL} is
 * @param redisUrl set when {@code REDIS_URL} is
 */
record OutsideServers(Optional<Database> database, Optional<String> redisUrl) {

  /** How to reach a database. */
  record Database(String url, String username, String password) {
    @Override
    public String toString() {
      return "Database[" + username + "]"; // A URL may hold a password as well.
    }
  }

  /**
   * Reads the environment.
   *
   * @param system the operating system's name, as in {@code os.name}
   * @param processor as in {@code os.arch}
   * @throws ConfigurationProblem naming every variable that is missing or cannot be used
   */
  static OutsideServers from(Map<String, String> environment, String system, String processor)
      throws ConfigurationProblem {
    List<String> problems = new ArrayList<>();
    String databaseUrl = environment.getOrDefault("DATABASE_URL", "");
    String redisUrl = environment.getOrDefault("REDIS_URL", "");
    if (!databaseUrl.isEmpty() && !databaseUrl.startsWith("jdbc:postgresql:")) {
      problems.add("DATABASE_URL does not start with jdbc:postgresql:");
    }
    if (!redisUrl.isEmpty() && !redisUrl.matches("rediss?://.+")) {
      problems.add("REDIS_URL does not start with redis:// or rediss://");
    }
    boolean programsHere =
        system.toLowerCase(Locale.ROOT).startsWith("linux")
            && List.of("amd64", "x86_64").contains(processor);
    if (!programsHere && (databaseUrl.isEmpty() || redisUrl.isEmpty())) {
      problems.add(missing(system, processor, databaseUrl.isEmpty(), redisUrl.isEmpty()));
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationProblem(problems);
    }
    Optional<Database> database =
        databaseUrl.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Database(
                    databaseUrl,
                    environment.getOrDefault("DATABASE_USERNAME", ""),
                    environment.getOrDefault("DATABASE_PASSWORD", "")));
    return new OutsideServers(
        database, redisUrl.isEmpty() ? Optional.empty() : Optional.of(redisUrl));
  }

  private static String missing(
      String system, String processor, boolean noDatabase, boolean noRedis) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "PostgreSQL and Redis come along for Linux on x86-64 only; this is "
            + system
            + " on "
            + processor
            + ". Start them yourself and name them:");
    if (noDatabase) {
      lines.add("  DATABASE_URL=jdbc:postgresql://127.0.0.1:5432/choice_sherpa   (PostgreSQL 14+)");
      lines.add("  DATABASE_USERNAME=…  DATABASE_PASSWORD=…   (who may make tables in it)");
    }
    if (noRedis) {
      lines.add("  REDIS_URL=redis://127.0.0.1:6379   (Redis 6.2+)");
    }
    return String.join(System.lineSeparator(), lines);
  }
}
