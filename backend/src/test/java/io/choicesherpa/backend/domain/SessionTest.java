package io.choicesherpa.backend.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.backend.domain.ConflictException.Reason;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {

  private static final Instant NOW = Instant.parse("2026-01-07T14:32:01Z");

  private static Session.Active withTitle(String title) {
    return Session.create(new SessionId(new UUID(0, 1)), new UserId("ann"), title, NOW);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "   ", "\n"})
  void blankTitle_isNone(String title) {
    assertThat(withTitle(title).title()).isNull();
  }

  @Test
  void title_isBoundedAndStripped() {
    assertThat(withTitle(" a job? ").title()).isEqualTo("a job?");
    assertThat(withTitle("x".repeat(Session.MAX_TITLE_CHARS)).title()).hasSize(200);
    assertThatThrownBy(() -> withTitle("x".repeat(Session.MAX_TITLE_CHARS + 1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("title must have at most 200 characters, not 201.");
  }

  @Test
  void title_isNotInItsText() {
    assertThat(withTitle("secret").toString()).doesNotContain("secret");
    assertThat(withTitle("secret").archive(NOW).toString()).doesNotContain("secret");
  }

  @Test
  void archivedSession_refusesChanges() {
    Session.Active active = withTitle("x");
    assertThat(active.requireActive()).isSameAs(active);
    Session.Archived archived = active.archive(NOW.plusSeconds(5));
    assertThat(archived.archivedAt()).isEqualTo(NOW.plusSeconds(5));
    assertThatThrownBy(archived::requireActive)
        .asInstanceOf(InstanceOfAssertFactories.type(ConflictException.class))
        .extracting(ConflictException::reason)
        .isEqualTo(Reason.SESSION_ARCHIVED);
  }
}
