package io.choicesherpa.backend.domain;

/** A well-formed value breaks a rule, e.g. a blank message. */
public final class InvalidInputException extends DomainException {

  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * A broken rule.
   *
   * @param field wire name of the field, e.g. {@code content}
   * @param rule what holds for it, e.g. {@code must not be blank}
   */
  public InvalidInputException(String field, String rule) {
    super(field + " " + rule + ".");
    this.field = field;
  }

  /** Wire name of the offending field. */
  public String field() {
    return field;
  }
}
