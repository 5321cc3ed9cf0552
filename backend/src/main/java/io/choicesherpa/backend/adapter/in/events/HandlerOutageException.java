package io.choicesherpa.backend.adapter.in.events;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** A handler could do nothing for any event, because what it needs is away: no event's fault. */
final class HandlerOutageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  HandlerOutageException(String handler, RuntimeException cause) {
    super(handler + " cannot process events now", cause);
  }

  /** Whether {@code failure} means that the database is away or overloaded. */
  static boolean isOutage(RuntimeException failure) {
    return failure instanceof DataAccessResourceFailureException
        || failure instanceof TransientDataAccessException
        || failure instanceof CannotCreateTransactionException;
  }
}
