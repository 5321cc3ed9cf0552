package io.choicesherpa.telemetry.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.redaction.Redactor;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "req-1", "A.b_C-9", "00000000-0000-0000-0000-000000000000"})
  void candidate_wellFormed_isTaken(String id) {
    assertThat(RequestIds.acceptOrMake(id, Redactor.standard())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "a\nlevel:ERROR", "a\"b", "{}", "ä", "a\u0000", "<script>", "a/b"})
  void candidate_malformed_isReplaced(String id) {
    assertThat(RequestIds.acceptOrMake(id, Redactor.standard()))
        .isNotEqualTo(id)
        .matches("[0-9a-f]{32}");
  }

  @Test
  void candidate_atTheLongest_isTakenAndOneMoreIsNot() {
    String longest = "x".repeat(128);

    assertThat(RequestIds.acceptOrMake(longest, Redactor.standard())).isEqualTo(longest);
    assertThat(RequestIds.acceptOrMake(longest + "x", Redactor.standard())).hasSize(32);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqb2UifQ.c2lnbmF0dXJl",
        "sk-proj-0123456789abcdefghij",
        "AKIAIOSFODNN7EXAMPLE"
      })
  void candidate_thatIsASecret_isReplaced(String id) {
    assertThat(RequestIds.isWellFormed(id)).isTrue();
    assertThat(RequestIds.acceptOrMake(id, Redactor.standard())).matches("[0-9a-f]{32}");
  }

  @Test
  void candidate_missing_givesUniqueIds() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      ids.add(RequestIds.acceptOrMake(null, Redactor.standard()));
    }
    assertThat(ids).hasSize(1_000).allMatch(RequestIds::isWellFormed);
  }
}
