package io.choicesherpa.telemetry.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
  private static final String JWT =
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

  private final Redactor redactor = Redactor.standard();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "mail ann.smith+x@mail.example.co.uk.       | mail [REDACTED].",
        "ann@example.com,bob@example.com            | [REDACTED],[REDACTED]",
        "user%40example.com                         | [REDACTED]",
        "jürgen@bücher.example                      | [REDACTED]",
        "<ann@example.com>                          | <[REDACTED]>",
        "Authorization: Bearer abcDEF123._-         | Authorization: [REDACTED]",
        "got bearer 7d8f9a0b1c2d3e4f                | got bearer [REDACTED]",
        "Basic dXNlcjpwYXNz                         | Basic [REDACTED]",
        "key sk-proj-aB3dE5fG7hI9jK1lM3nO5          | key [REDACTED]",
        "key sk-ant-api03-AbCdEf0123456789          | key [REDACTED]",
        "key: sk-proj-abcdefghijklmnopqrstuvwxyz    | key: [REDACTED]",
        "ghp_0123456789abcdefABCDEF0123456789abcd   | [REDACTED]",
        "github_pat_11ABCDEFG0123456789_abcdef      | [REDACTED]",
        "xoxb-123456789012-abcdefghijkl             | [REDACTED]",
        "sk_live_0123456789abcdefghijkl             | [REDACTED]",
        "AKIAIOSFODNN7EXAMPLE                       | [REDACTED]",
        "AIzaSyA1234567890abcdefghijklmnopqrstuv    | [REDACTED]",
        "card 4111 1111 1111 1111 was refused       | card [REDACTED] was refused",
        "card=4111-1111-1111-1111;                  | card=[REDACTED];",
        "5500005555555559                           | [REDACTED]",
        "amex 3782 822463 10005                     | amex [REDACTED]",
        "postgres://app:s3cr3t@db:5432/x            | postgres://[REDACTED]@db:5432/x",
        "redis://:s3c@ret@cache:6379                | redis://[REDACTED]@cache:6379",
        "jdbc:oracle:thin:scott/tiger@//db:1521/x   | jdbc:oracle:thin:[REDACTED]@//db:1521/x",
        "jdbc:postgresql://h/d?user=a&password=b&c=d | jdbc:postgresql://h/d?user=a&password=[REDACTED]&c=d",
        "password=hunter2 next                      | password=[REDACTED] next",
        "Credentials[user=ann, password=hunter2]    | Credentials[user=ann, password=[REDACTED]]",
        "{\"password\":\"hun\\\"ter2\",\"a\":1}     | {\"password\":\"[REDACTED]\",\"a\":1}",
        "{\\\"api_key\\\": \\\"x y\\\", \\\"a\\\":1} | {\\\"api_key\\\": \\\"[REDACTED]\\\", \\\"a\\\":1}",
        "clientSecret: 'abc def'                    | clientSecret: '[REDACTED]'",
        "secret => shh                              | secret => [REDACTED]",
        "Cookie: a=b; c=d                           | Cookie: [REDACTED]",
        "x-api-key: 12                              | x-api-key: [REDACTED]",
        "PGPASSWORD=x psql                          | PGPASSWORD=[REDACTED] psql",
        "token: 8f3a9b                              | token: [REDACTED]",
        "New[id=7, title=Leave (now), or not?, n=2] | New[id=7, title=[REDACTED], n=2]",
        "Message{content=Hi, all]} x                | Message{content=[REDACTED]]} x",
        "{\"title\": \"A \\\"b\\\"\", \"n\":1}       | {\"title\": \"[REDACTED]\", \"n\":1}",
        "{\"prompts\":[\"a\",\"b\"],\"n\":1}         | {\"prompts\":[REDACTED],\"n\":1}",
        "/api/x?title=Leave+him&page=2              | /api/x?title=[REDACTED]&page=2",
        "title=Leave him status=200                 | title=[REDACTED] status=200",
      })
  void secretInText_isReplaced(String text, String clean) {
    assertThat(redactor.redactText(text)).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password:\tS3CR3T",
        "password\t=\tS3CR3T",
        "password            : S3CR3T",
        "password =          S3CR3T",
        "{\n  \"password\" :\n    \"S3CR3T\"\n}",
        "{\"title\":\r\n\t\"S3CR3T\"}",
        "{\"a\":\"{\\\"password\\\":\\\"x\\\\\\\"S3CR3T\\\"}\"}",
        "{\"a\":\"{\\\"b\\\":\\\"{\\\\\\\"password\\\\\\\":\\\\\\\"S3CR3T\\\\\\\"}\\\"}\"}",
        "{\"a\":\"{\\\"b\\\":\\\"{\\\\\\\"title\\\\\\\":\\\\\\\"My S3CR3T\\\\\\\"}\\\"}\"}",
        "/login?next=%2Fcb%3Faccess_token%3DS3CR3T%26x%3D1",
        "https:\\/\\/x?access_token\\u003dS3CR3T\\u0026x\\u003d1",
        "key%3Dsk-S3CR3T0123456789abcd",
        "line\\nghp_S3CR3T0123456789abcdef",
        "Login[user=ann, password=x,S3CR3T, role=guest]",
      })
  void secretInUnusualForm_isReplaced(String text) {
    assertThat(redactor.redactText(text))
        .contains(Redactor.REPLACEMENT)
        .doesNotContain("S3CR3T")
        .hasSameSizeAs(redactor.redactText(redactor.redactText(text)));
  }

  @Test
  void whatFollowsASecret_stays() {
    assertThat(redactor.redactText("?next=a%3Ftoken%3Dabc1%26page%3D2"))
        .isEqualTo("?next=a%3Ftoken%3D[REDACTED]%26page%3D2");
    assertThat(redactor.redactText("Login[password=a,b;c, role=guest]"))
        .isEqualTo("Login[password=[REDACTED], role=guest]");
    assertThat(redactor.redactText("{token=abc1,role=guest} {token:abc1,role:guest}"))
        .isEqualTo("{token=[REDACTED],role=guest} {token:[REDACTED],role:guest}");
    assertThat(redactor.redactText("{\"token\":1234,\"role\":\"guest\"}"))
        .isEqualTo("{\"token\":[REDACTED],\"role\":\"guest\"}");
    assertThat(redactor.redactText("{\\\\\\\"token\\\\\\\":\\\\\\\"a\\\\\\\",\\\\\\\"n\\\\\\\":1}"))
        .isEqualTo("{\\\\\\\"token\\\\\\\":\\\\\\\"[REDACTED]\\\\\\\",\\\\\\\"n\\\\\\\":1}");
  }

  @Test
  void jsonWebToken_isReplacedWhereverItStands() {
    assertThat(redactor.redactText("a " + JWT + " b")).isEqualTo("a [REDACTED] b");
    assertThat(redactor.redactText("GET /x?t=" + JWT)).isEqualTo("GET /x?t=[REDACTED]");
  }

  @Test
  void privateKey_isReplacedToItsEnd() {
    String pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY-----";
    assertThat(redactor.redactText("k " + pem + " z")).isEqualTo("k [REDACTED] z");
    assertThat(redactor.redactText("k " + pem.substring(0, 40))).isEqualTo("k [REDACTED]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Session created successfully",
        "trace 4bf92f3577b34da6a3ce929d0e0e4736 span 00f067aa0ba902b7",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-41111111111111111111111111111111-4111111111111111-01",
        "id 550e8400-e29b-41d4-a716-446655440000",
        "at 2026-01-07T14:32:01.234Z, epoch 1767796321234, nanos 1767796321234567890",
        "no card by its check digit 4111111111111112, by its issuer 1111222233334444",
        "ratio 0.4111111111111111 of 4111111111111111.5",
        "user@localhost, @Override, Foo@1a2b3c4d, io.choicesherpa.Session@7f31245a",
        "token_count=42 max_tokens: 100, tokens=5",
        "Unexpected token: end of input",
        "password=null secret: true token=",
        "basic authentication and bearer token needed",
        "SELECT s.title FROM sessions s WHERE s.id = ?",
        "http://localhost:8080/api/sessions?page=2",
        "jdbc:postgresql://127.0.0.1:5432/choice_sherpa",
        "key=value; title: A decision; prompt=3",
        "{\"content\":4,\"title\":null}",
        "npm_config_registry_of_the_company",
        "task-sk-something-long-and-lower-case",
        "12:30:45 status=200 duration_ms=12.5",
        "https://example.com/@user/post",
      })
  void cleanText_isTheSameInstance(String text) {
    assertThat(redactor.redactText(text)).isSameAs(text);
  }

  @Test
  void idsAndTimes_areNeverTakenForSecrets() {
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
      String traceId = uuid.replace("-", "");
      Instant time = Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt());
      String text =
          "request "
              + uuid
              + " trace "
              + traceId
              + " at "
              + time
              + " ("
              + time.toEpochMilli()
              + ")";
      assertThat(redactor.redactText(text)).isSameAs(text);
    }
  }

  @Test
  void redactingTwice_changesNothingMore() {
    Random random = new Random(7);
    String[] pieces = {
      "password=",
      "\"",
      "a@b.de",
      ":",
      " ",
      "secret",
      "[",
      "]",
      "Bearer ",
      "x1y2z3a4",
      JWT,
      "://",
      "@",
      "4111111111111111",
      "-",
      "{",
      "}",
      "\\",
      "token",
      "=",
      "\n",
      "é",
      "Cookie: ",
      "'",
      "sk-"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(10); n >= 0; n--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      String once = redactor.redactText(text.toString());
      assertThat(redactor.redactText(once)).as(text.toString()).isEqualTo(once);
      assertThat(once).doesNotContain(JWT);
    }
  }

  @Test
  void hostileText_costsNoMoreThanLinearTime() {
    for (String piece :
        new String[] {
          "@", "a@", "eyJ", "eyJ.", "1-", "4111 ", "://", "password=", "bearer ", "a:"
        }) {
      String text = piece.repeat(500_000 / piece.length());
      // A quadratic scan would take minutes: the surrounding build would not end.
      assertThat(redactor.redactText(text)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "user_password",
        "userPassword",
        "PASSWORD_HASH",
        "client-secret",
        "access_token",
        "accessToken",
        "X-Amz-Security-Token",
        "http.request.header.authorization",
        "set-cookie",
        "api_key",
        "apiKey",
        "x-api-key",
        "OPENAI_API_KEY",
        "private_key",
        "credentials",
        "jwt",
        "email",
        "user.email",
        "e-mail",
        "title",
        "session_title",
        "content",
        "message.content",
        "prompt",
        "gen_ai.prompt",
        "gen_ai.completion",
        "gen_ai.input.messages",
        "message_text",
        "user.name",
        "full_name",
        "phone_number",
        "url.query",
        "http.request.body",
        "card_number"
      })
  void nameOfASecretOrOfContent_isOne(String key) {
    assertThat(redactor.isSecretKey(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token_count",
        "prompt_tokens",
        "gen_ai.usage.input_tokens",
        "gen_ai.token.type",
        "max_tokens",
        "content_type",
        "content-length",
        "http.request.body.size",
        "secret_version",
        "api_key_id",
        "password_reset",
        "user_id",
        "session_id",
        "trace_id",
        "exception.message",
        "db.query.text",
        "db.query.summary",
        "db.system.name",
        "service.name",
        "thread.name",
        "key",
        "name",
        "status",
        "cookie_enabled",
        "url.path",
        "component_type",
        "description",
        ""
      })
  void otherName_isNone(String key) {
    assertThat(redactor.isSecretKey(key)).isFalse();
  }

  @Test
  void valueUnderASecretKey_isHiddenUnlessItTellsNothing() {
    assertThat(redactor.hides("password", "x")).isTrue();
    assertThat(redactor.hides("password", 1234)).isTrue();
    assertThat(redactor.hides("password", Map.of())).isTrue();
    assertThat(redactor.hides("password", true)).isFalse();
    assertThat(redactor.hides("password", null)).isFalse();
    assertThat(redactor.hides("title", "x")).isTrue();
    assertThat(redactor.hides("title", 12)).isFalse();
  }
}
