package io.choicesherpa.backend.domain;

/**
 * A rule of the domain was broken by what was asked for. The message is meant for the asking
 * person: it names the rule and never repeats user content.
 */
public abstract sealed class DomainException extends RuntimeException
    permits ConflictException, InvalidInputException, NotFoundException, UnknownValueException {

  private static final long serialVersionUID = 1L;

  DomainException(String message) {
    super(message);
  }
}
