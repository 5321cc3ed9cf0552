package io.choicesherpa.backend.adapter.in.problem;

import org.jspecify.annotations.Nullable;

/** A request that cannot be read: 400, with the reason. */
public final class BadRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String field;

  /**
   * Something is wrong with the form of the request.
   *
   * @param field wire name of the field that is wrong; null for the request as a whole
   * @param detail what is wrong, without repeating what was sent
   */
  public BadRequestException(@Nullable String field, String detail) {
    super(detail);
    this.field = field;
  }

  /** Wire name of the field that is wrong; null for the request as a whole. */
  public @Nullable String field() {
    return field;
  }
}
