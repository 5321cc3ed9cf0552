package io.choicesherpa.backend.domain;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One person's work on one decision. What may be done with it depends on its type. */
public sealed interface Session {

  /** Inclusive bound of a title, in UTF-16 units. */
  int MAX_TITLE_CHARS = 200;

  SessionId id();

  UserId owner();

  /** What the person calls it: user content, never logged. Null when it has no title. */
  @Nullable String title();

  Instant createdAt();

  /**
   * This session, if it still takes changes.
   *
   * @throws ConflictException if it is archived
   */
  Active requireActive();

  /** A new session. A blank title counts as none. */
  static Active create(SessionId id, UserId owner, @Nullable String title, Instant at) {
    String kept =
        title == null || title.isBlank()
            ? null
            : UserText.require("title", title.strip(), MAX_TITLE_CHARS);
    return new Active(id, owner, kept, at);
  }

  /** Takes changes. */
  record Active(SessionId id, UserId owner, @Nullable String title, Instant createdAt)
      implements Session {

    public Active {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(createdAt, "createdAt");
    }

    /** The session as it is from {@code at} on. */
    public Archived archive(Instant at) {
      return new Archived(id, owner, title, createdAt, at);
    }

    @Override
    public Active requireActive() {
      return this;
    }

    @Override
    public String toString() {
      return "Session.Active[" + id + "]";
    }
  }

  /** Can be read, takes no changes any more. */
  record Archived(
      SessionId id, UserId owner, @Nullable String title, Instant createdAt, Instant archivedAt)
      implements Session {

    public Archived {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(owner, "owner");
      Objects.requireNonNull(createdAt, "createdAt");
      Objects.requireNonNull(archivedAt, "archivedAt");
    }

    @Override
    public Active requireActive() {
      throw new ConflictException(
          ConflictException.Reason.SESSION_ARCHIVED,
          "The session is archived and takes no changes.");
    }

    @Override
    public String toString() {
      return "Session.Archived[" + id + "]";
    }
  }
}
