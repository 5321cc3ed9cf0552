package io.choicesherpa.telemetry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlDigestTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "SELECT * FROM t WHERE a = 'it''s' | SELECT * FROM t WHERE a = ?",
        "SELECT 1, -2.5e10, 0xFF, .5 FROM t1 | SELECT ?, -?, ?, ? FROM t1",
        "SELECT E'a\\'b', N'c', x'1F' | SELECT ?, ?, ?",
        "SELECT $$secret$$, $tag$se$$cret$tag$, $1 | SELECT ?, ?, ?",
        "SELECT a::text, b FROM s WHERE c = :name | SELECT a::text, b FROM s WHERE c = ?",
        "SELECT a -- secret | SELECT a",
        "SELECT a /* se /* cr */ et */ FROM t | SELECT a FROM t",
        "SELECT \"a'b\" FROM \"T\" | SELECT \"a'b\" FROM \"T\"",
        "SELECT a FROM t WHERE b IN (1, 2, 'x') AND c = 3 | SELECT a FROM t WHERE b IN (?) AND c = ?",
        "SELECT a FROM t WHERE b IN (SELECT 1) | SELECT a FROM t WHERE b IN (SELECT ?)",
        "INSERT INTO t VALUES (?, ?) | INSERT INTO t VALUES (?, ?)"
      })
  void text_hasNoData(String sql, String text) {
    assertThat(SqlDigest.of(sql, false).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'secret",
        "SELECT E'\\'secret",
        "SELECT $x$ secret",
        "SELECT /* secret",
        "SELECT -- secret",
        "SELECT N'secret'",
        "SELECT U&'secret'",
        "SELECT 'a' 'secret'",
        "SELECT 'a\\''secret'"
      })
  void text_ofWhatIsLeftOpen_showsNothingOfIt(String sql) {
    assertThat(SqlDigest.of(sql, false).text()).doesNotContain("secret");
  }

  @Test
  void text_whereDoubleQuotesAreStrings_hidesThem() {
    assertThat(SqlDigest.of("SELECT \"se\\\"cret\" FROM `t`", true).text())
        .isEqualTo("SELECT ? FROM `t`");
  }

  @Test
  void text_inMySql_knowsBackslashes() {
    assertThat(SqlDigest.of("SELECT 'it\\'s secret' FROM t", true).text())
        .isEqualTo("SELECT ? FROM t");
  }

  /** Literals of every form, among pieces that could be taken for their beginning or end. */
  @Test
  void text_ofAnyMixture_neverShowsALiteral() {
    List<String> literals =
        List.of(
            "'secret'",
            "'it''s secret'",
            "E'\\'secret'",
            "$$secret$$",
            "$a$secret$$secret$a$",
            "N'secret'",
            "x'5ec' 'secret'",
            "/* secret */",
            "-- secret\n",
            "/* /* ' */ secret */");
    List<String> rest =
        List.of(
            "SELECT ",
            "FROM ",
            " t",
            "\"a'b\" ",
            "`c'd` ",
            "(",
            ")",
            ", ",
            "::",
            ":p ",
            "$1 ",
            "? ",
            "IN (",
            "1e-5 ",
            ".5 ",
            "- ",
            "/ ",
            "* ",
            "; ",
            "e ",
            "$ ",
            "WITH x AS (",
            "UPDATE ");
    Random random = new Random(42);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder sql = new StringBuilder();
      for (int part = random.nextInt(12); part >= 0; part--) {
        List<String> from = random.nextInt(3) == 0 ? literals : rest;
        sql.append(from.get(random.nextInt(from.size()))).append(' ');
      }
      SqlDigest digest = SqlDigest.of(sql.toString(), false);
      assertThat(digest.text() + digest.summary()).as(sql.toString()).doesNotContain("secret");
    }
  }

  @Test
  void digest_ofNoise_isBoundedAndQuick() {
    Random random = new Random(42);
    String alphabet = "aE'\"`$?:.,;()-/*\\ 1_\n";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder sql = new StringBuilder();
      for (int c = random.nextInt(400); c >= 0; c--) {
        sql.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      SqlDigest digest = SqlDigest.of(sql.toString(), random.nextBoolean());
      assertThat(digest.text()).hasSizeLessThanOrEqualTo(SqlText.MAX_CHARS + 1);
      assertThat(digest.summary()).hasSizeLessThanOrEqualTo(255);
    }
  }

  @Test
  void text_isBounded() {
    String sql = "INSERT INTO t VALUES " + "(?, ?, 'x'), ".repeat(100_000);

    assertThat(SqlDigest.of(sql, false).text())
        .startsWith("INSERT INTO t VALUES (?, ?, ?), ")
        .endsWith("…")
        .hasSizeLessThanOrEqualTo(SqlText.MAX_CHARS + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      nullValues = "-",
      value = {
        "select id from sessions where user_id = ? | SELECT sessions | SELECT | sessions",
        "SELECT a FROM app.sessions s | SELECT sessions | SELECT | sessions",
        "SELECT a FROM \"Sessions\" | SELECT Sessions | SELECT | Sessions",
        "SELECT a FROM s JOIN c ON s.id = c.s, d | SELECT s c | SELECT | -",
        "SELECT a FROM s, c WHERE s.id IN (SELECT id FROM x) | SELECT s c SELECT x | SELECT | -",
        "SELECT 1 | SELECT | SELECT | -",
        "SELECT EXTRACT(EPOCH FROM at) FROM s | SELECT s | SELECT | s",
        "SELECT a FROM s WHERE b IS DISTINCT FROM c | SELECT s | SELECT | s",
        "SELECT x FROM unnest(?) x | SELECT | SELECT | -",
        "SELECT a FROM s FOR UPDATE SKIP LOCKED | SELECT s | SELECT | s",
        "INSERT INTO outbox (id, body) VALUES (?, ?) | INSERT outbox | INSERT | outbox",
        "INSERT INTO a VALUES ((SELECT 1), (SELECT max(x) FROM unnest($1) x)) | INSERT a | INSERT | a",
        "INSERT INTO a VALUES ((SELECT x FROM b)) | INSERT a SELECT b | INSERT | -",
        "INSERT INTO a SELECT x FROM b | INSERT a SELECT b | INSERT | -",
        "INSERT INTO a (x) VALUES (1) ON CONFLICT (x) DO UPDATE SET y = 1 | INSERT a | INSERT | a",
        "UPDATE s SET a = 1 WHERE b = 2 | UPDATE s | UPDATE | s",
        "UPDATE ONLY s SET a = t.a FROM t | UPDATE s t | UPDATE | -",
        "DELETE FROM s WHERE id = 1 | DELETE s | DELETE | s",
        "WITH r AS (SELECT a FROM s) SELECT a FROM r | SELECT s SELECT | SELECT | s",
        "WITH RECURSIVE r(a, b) AS (SELECT a FROM s) SELECT 1 FROM r | SELECT s SELECT | SELECT | s",
        "WITH d AS (DELETE FROM s RETURNING *) INSERT INTO t SELECT * FROM d | DELETE s INSERT t SELECT | INSERT | -",
        "MERGE INTO t USING s ON t.a = s.a WHEN NOT MATCHED THEN INSERT VALUES (1) | MERGE t s | MERGE | -",
        "CREATE TABLE IF NOT EXISTS t (a int) | CREATE t | CREATE | t",
        "TRUNCATE TABLE t | TRUNCATE t | TRUNCATE | t",
        "BEGIN | BEGIN | BEGIN | -",
        "(SELECT a FROM s) UNION (SELECT a FROM t) | SELECT s SELECT t | SELECT | -",
        "/* note */ select 1 | SELECT | SELECT | -"
      })
  void summary_namesOperationsAndTables(
      String sql, String summary, String operation, String table) {
    SqlDigest digest = SqlDigest.of(sql, false);

    assertThat(digest.summary()).isEqualTo(summary);
    assertThat(digest.operation()).isEqualTo(operation);
    assertThat(digest.table()).isEqualTo(table);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "frobnicate everything", "''", ")))", ".;,(", "$", "'"})
  void summary_ofWhatIsNoStatement_isEmpty(String sql) {
    SqlDigest digest = SqlDigest.of(sql, false);

    assertThat(digest.summary()).isEmpty();
    assertThat(digest.operation()).isNull();
    assertThat(digest.table()).isNull();
  }
}
