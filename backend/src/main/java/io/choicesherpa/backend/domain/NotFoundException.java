package io.choicesherpa.backend.domain;

/**
 * There is no such thing for this person: it does not exist, or it is someone else's. The two are
 * the same on purpose, so that ids cannot be probed.
 */
public final class NotFoundException extends DomainException {

  private static final long serialVersionUID = 1L;

  /**
   * Nothing of this kind under the id that was given.
   *
   * @param resourceType lower-case name of the kind, e.g. {@code session}
   */
  public NotFoundException(String resourceType) {
    super("No such " + resourceType + ".");
  }
}
