package io.choicesherpa.telemetry.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnRulesTest {

  private static final String SALT = "a-salt-that-nobody-knows";

  @Test
  void key_isHiddenHoweverItsWordsAreJoined() {
    Redactor redactor = redactor("key:customer_number=drop");

    for (String key : List.of("customer_number", "customerNumber", "order.customer-number")) {
      assertThat(redactor.redact(key, "4711")).as(key).isEqualTo(Redactor.REPLACEMENT);
      assertThat(redactor.hides(key, 4711)).as(key).isTrue();
    }
    assertThat(redactor.redact("customer_number_count", "2")).isEqualTo("2");
    assertThat(redactor.redact("number", "2")).isEqualTo("2");
    assertThat(redactor.hides("customer_number", true)).isFalse();
  }

  @Test
  void key_countsInTextToo() {
    Redactor redactor = redactor("key:diagnosis=drop");

    assertThat(redactor.redactText("Case[diagnosis=broken leg, ward=7]"))
        .isEqualTo("Case[diagnosis=[REDACTED], ward=7]");
    assertThat(redactor.redactText("{\"diagnosis\":\"broken leg\",\"ward\":7}"))
        .isEqualTo("{\"diagnosis\":\"[REDACTED]\",\"ward\":7}");
    assertThat(redactor.redactText("diagnosis=42 ward=7")).isEqualTo("diagnosis=[REDACTED] ward=7");
  }

  @Test
  void prefix_hidesTheWholeWord_onlyWhereAWordBegins() {
    Redactor redactor = redactor("prefix:cus_=drop");

    assertThat(redactor.redactText("of cus_Ab12-x, not focus_group nor cus_"))
        .isEqualTo("of [REDACTED], not focus_group nor cus_");
  }

  @Test
  void shape_hidesWholeWordsOfItsFormOnly() {
    Redactor redactor = redactor("shape:KD-####=drop", "shape:@@######=drop");

    assertThat(redactor.redactText("KD-1234 KD-12345 XKD-1234 KD-12a4 (KD-0000)"))
        .isEqualTo("[REDACTED] KD-12345 XKD-1234 KD-12a4 ([REDACTED])");
    assertThat(redactor.redactText("passport AB123456.")).isEqualTo("passport [REDACTED].");
  }

  @Test
  void hash_isTheSameForEqualValues_andAnotherUnderAnotherSalt() {
    Redactor redactor = redactor("key:customer=hash", "prefix:cus_=hash");
    String hash = redactor.redact("customer", "cus_4711");

    assertThat(hash).matches("\\[HASH:[0-9a-f]{16}]");
    assertThat(redactor.redactText("for cus_4711 now")).isEqualTo("for " + hash + " now");
    assertThat(redactor.redactText("customer=cus_4711")).isEqualTo("customer=" + hash);
    assertThat(redactor.redact("customer", "cus_4712")).isNotEqualTo(hash);
    assertThat(
            Redactor.of(
                    new RedactionSettings(
                        List.of(RedactionRule.parse("key:customer=hash")), SALT + "2"))
                .redact("customer", "cus_4711"))
        .isNotEqualTo(hash);
    assertThat(redactor.replacement("customer", new Object[0]))
        .as("nothing that has no text of its own")
        .isEqualTo(Redactor.REPLACEMENT);
    UUID id = new UUID(1, 2);
    assertThat(redactor.replacement("customer", id))
        .isEqualTo(redactor.redact("customer", id.toString()));
  }

  @Test
  void redactingTwice_changesNothingMore() {
    Redactor redactor =
        redactor("key:email=hash", "shape:****************=hash", "shape:@@@@@@@@=drop");
    String once = redactor.redactText("email=a@example.com 0123456789abcdef Password");

    assertThat(redactor.redactText(once)).isEqualTo(once);
    String hash = redactor.redact("email", "a@example.com");
    assertThat(redactor.redact("email", hash)).isEqualTo(hash);
    assertThat(redactor.redact("email", Redactor.REPLACEMENT)).isEqualTo(Redactor.REPLACEMENT);
  }

  @Test
  void ownRule_winsOverTheStandardOne_andTheOthersStay() {
    Redactor redactor = redactor("key:email=hash");

    assertThat(redactor.redact("user_email", "a@example.com")).startsWith("[HASH:");
    assertThat(redactor.redact("password", "x")).isEqualTo(Redactor.REPLACEMENT);
    assertThat(redactor.redactText("to b@example.com")).isEqualTo("to [REDACTED]");
  }

  @Test
  void cleanText_isTheSameInstance_andNoRulesAreTheStandardRedactor() {
    String text = "Message answered in 12 ms: all=well";

    assertThat(redactor("key:diagnosis=drop", "prefix:cus_=drop").redactText(text)).isSameAs(text);
    assertThat(Redactor.of(RedactionSettings.NONE)).isSameAs(Redactor.standard());
  }

  @Test
  void hostileText_takesNoTimeToSpeakOf() {
    Redactor redactor = redactor("key:a=drop", "prefix:aaa=drop", "shape:aaaaaaaaaaaaaaaa#=drop");

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (String part : List.of("a", "a ", "a=", "a:", "[HASH:", "aaa-", "a=[REDACTED] ")) {
            redactor.redactText(part.repeat(50_000));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "diagnosis", "key:diagnosis", "key:=drop", "key:a b=drop", "prefix:ab=drop",
        "prefix:a.b.c=drop", "shape:####=drop", "regex:.*=drop", "key:a=burn", "key:_=drop"
      })
  void wrongRule_isRefusedWithItsText(String rule) {
    assertThatThrownBy(() -> RedactionRule.parse(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(rule.replaceAll("^(key|prefix|shape):|=drop$", ""));
  }

  @Test
  void hashWithoutASalt_isRefused() {
    assertThatThrownBy(
            () -> new RedactionSettings(List.of(RedactionRule.parse("key:a=hash")), "short"))
        .hasMessage("rules that hash need a salt of at least 16 characters");
    assertThat(new RedactionSettings(List.of(), SALT).toString()).doesNotContain(SALT);
  }

  private static Redactor redactor(String... rules) {
    return Redactor.of(
        new RedactionSettings(Stream.of(rules).map(RedactionRule::parse).toList(), SALT));
  }
}
