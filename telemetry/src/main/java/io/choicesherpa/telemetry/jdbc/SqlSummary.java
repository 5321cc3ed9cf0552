package io.choicesherpa.telemetry.jdbc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a statement does, in few words: its operations and the tables they touch, in order, such as
 * {@code SELECT sessions cycles} or {@code INSERT outbox}. As OpenTelemetry's conventions describe
 * {@code db.query.summary}; good for names and groups because values are not in it.
 *
 * <p>It reads tokens, no grammar: a name is only taken for a table where the keyword before it
 * leaves no doubt. Not thread-safe.
 */
final class SqlSummary {

  private static final int MAX_CHARS = 255;

  private static final Set<String> OTHER_OPERATIONS =
      Set.of(
          "CALL",
          "CREATE",
          "ALTER",
          "DROP",
          "TRUNCATE",
          "GRANT",
          "REVOKE",
          "LOCK",
          "BEGIN",
          "START",
          "COMMIT",
          "ROLLBACK",
          "SAVEPOINT",
          "RELEASE",
          "SET",
          "RESET",
          "SHOW",
          "EXPLAIN",
          "ANALYZE",
          "VACUUM",
          "REFRESH",
          "LISTEN",
          "UNLISTEN",
          "NOTIFY",
          "COPY",
          "DO",
          "VALUES");
  private static final Set<String> END_OF_TABLES =
      Set.of(
          "WHERE",
          "ON",
          "GROUP",
          "ORDER",
          "LIMIT",
          "HAVING",
          "SET",
          "RETURNING",
          "UNION",
          "EXCEPT",
          "INTERSECT",
          "VALUES",
          "WINDOW",
          "FOR",
          "FETCH",
          "OFFSET",
          "WHEN");
  private static final Set<String> BEFORE_A_TABLE =
      Set.of("ONLY", "LATERAL", "TABLE", "IF", "NOT", "EXISTS");
  private static final Set<String> BEFORE_A_NAMED_QUERY = Set.of("AS", "MATERIALIZED");
  private static final Set<String> NAMES_ONLY_TABLES = Set.of("INTO", "TABLE");

  /** One level of parentheses. */
  private static final class Level {
    private boolean hasVerb;
    private boolean expectsTable;
    private boolean inTables;
    private boolean functionsPossible;
    private @Nullable String verbInWaiting;
    private String lastName = "";
  }

  private final StringBuilder summary = new StringBuilder();
  private final Set<String> tables = new LinkedHashSet<>();
  private final Set<String> namedQueries = new HashSet<>();
  private final Deque<Level> levels = new ArrayDeque<>();
  private @Nullable String operation;
  private @Nullable String firstVerb;
  private String previous = "";
  private boolean withSeen;

  SqlSummary() {
    levels.push(new Level());
  }

  /** Takes the token on which the tokenizer stands. */
  void add(SqlTokenizer token) {
    switch (token.type()) {
      case WORD -> addWord(token, token.text().toUpperCase(Locale.ROOT));
      case QUOTED_NAME -> addName(token, unquoted(token.text()));
      case SYMBOL -> addSymbol(token.symbol());
      case LITERAL, PARAMETER, END -> {
        previous = "?";
        level().expectsTable = false;
      }
    }
  }

  private void addWord(SqlTokenizer token, String word) {
    Level level = level();
    if (isVerb(word)) {
      startVerb(word, level);
    } else if (opensTables(word, level)) {
      level.expectsTable = true;
      level.inTables = true;
      level.functionsPossible = !NAMES_ONLY_TABLES.contains(word);
    } else if (word.equals("WITH") && firstVerb == null) {
      withSeen = true;
    } else if (END_OF_TABLES.contains(word)) {
      level.expectsTable = false;
      level.inTables = false;
    } else if (!(level.expectsTable && BEFORE_A_TABLE.contains(word))
        && !BEFORE_A_NAMED_QUERY.contains(word)) {
      addName(token, token.text());
    }
    previous = word;
  }

  private boolean isVerb(String word) {
    return switch (word) {
      case "SELECT" -> true;
      case "INSERT", "UPDATE", "DELETE", "MERGE" ->
          previous.isEmpty()
              || previous.equals(";")
              || previous.equals("(")
              || (previous.equals(")") && withSeen);
      default -> previous.isEmpty() && OTHER_OPERATIONS.contains(word);
    };
  }

  private void startVerb(String verb, Level level) {
    level.hasVerb = true;
    level.expectsTable = verb.equals("UPDATE") || verb.equals("TRUNCATE") || verb.equals("CALL");
    level.inTables = level.expectsTable;
    level.functionsPossible = false;
    if (levels.size() == 1) {
      append(verb);
    } else {
      // A query within says nothing of its own until it names a table.
      level.verbInWaiting = verb;
    }
    if (firstVerb == null) {
      firstVerb = verb;
    }
    if (operation == null && levels.size() == 1) {
      operation = verb;
    }
  }

  private boolean opensTables(String word, Level level) {
    return switch (word) {
      // Not EXTRACT(… FROM x), whose parentheses hold no verb, nor IS DISTINCT FROM x.
      case "FROM" -> level.hasVerb && !previous.equals("DISTINCT");
      case "JOIN" -> level.hasVerb;
      case "INTO" -> previous.equals("INSERT") || previous.equals("MERGE");
      case "USING" -> "MERGE".equals(operation) && level.hasVerb;
      case "TABLE" ->
          previous.equals("CREATE")
              || previous.equals("ALTER")
              || previous.equals("DROP")
              || previous.equals("TRUNCATE")
              || previous.equals("LOCK");
      default -> false;
    };
  }

  private void addName(SqlTokenizer token, String name) {
    Level level = level();
    level.lastName = name;
    previous = "name";
    if (level.expectsTable) {
      level.expectsTable = false;
      if (token.isFollowedBy('.')) {
        // A schema; the table follows as a token of its own.
        level.expectsTable = true;
      } else if (!(level.functionsPossible && token.isFollowedBy('('))
          && !namedQueries.contains(name.toLowerCase(Locale.ROOT))) {
        tables.add(name);
        if (level.verbInWaiting != null) {
          append(level.verbInWaiting);
          level.verbInWaiting = null;
        }
        append(name);
      }
    }
  }

  private void addSymbol(char symbol) {
    Level level = level();
    switch (symbol) {
      case '(' -> {
        if (withSeen && (previous.equals("AS") || previous.equals("MATERIALIZED"))) {
          namedQueries.add(level.lastName.toLowerCase(Locale.ROOT));
        }
        level.expectsTable = false;
        levels.push(new Level());
      }
      case ')' -> {
        if (levels.size() > 1) {
          levels.pop();
        }
      }
      case ',' -> level.expectsTable = level.inTables;
      case ';' -> {
        level.hasVerb = false;
        level.inTables = false;
        level.expectsTable = false;
      }
      default -> {}
    }
    previous = String.valueOf(symbol);
  }

  private void append(String part) {
    if (summary.length() + part.length() + 1 <= MAX_CHARS) {
      if (!summary.isEmpty()) {
        summary.append(' ');
      }
      summary.append(part);
    }
  }

  private Level level() {
    return levels.getFirst();
  }

  private static String unquoted(String name) {
    return name.length() >= 2 ? name.substring(1, name.length() - 1) : name;
  }

  /** The main operation in upper case; null if the statement begins with none that is known. */
  @Nullable String operation() {
    return operation != null ? operation : firstVerb;
  }

  /** The table, if there is exactly one. */
  @Nullable String onlyTable() {
    return tables.size() == 1 ? tables.iterator().next() : null;
  }

  @Override
  public String toString() {
    return summary.toString();
  }
}
