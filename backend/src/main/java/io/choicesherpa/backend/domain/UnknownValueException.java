package io.choicesherpa.backend.domain;

import java.util.List;

/** A value is none of a closed set, e.g. of the component types. */
public final class UnknownValueException extends DomainException {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final transient List<String> allowed;

  /**
   * A value outside of {@code allowed}.
   *
   * @param field wire name of the field, e.g. {@code component_type}
   * @param allowed every value that would have been right
   */
  public UnknownValueException(String field, List<String> allowed) {
    super(field + " must be one of " + String.join(", ", allowed) + ".");
    this.field = field;
    this.allowed = List.copyOf(allowed);
  }

  /** Wire name of the offending field. */
  public String field() {
    return field;
  }

  /** Every value that would have been right. */
  public List<String> allowed() {
    return allowed;
  }
}
