package io.choicesherpa.telemetry.jdbc;

import java.sql.SQLException;
import java.sql.Wrapper;

/** What {@link Wrapper} asks of a wrapper: itself first, then what is behind it, and so on. */
final class Unwrapping {

  private Unwrapping() {}

  static <T> T unwrap(Wrapper wrapper, Wrapper delegate, Class<T> type) throws SQLException {
    if (type.isInstance(wrapper)) {
      return type.cast(wrapper);
    }
    return type.isInstance(delegate) ? type.cast(delegate) : delegate.unwrap(type);
  }

  static boolean isWrapperFor(Wrapper wrapper, Wrapper delegate, Class<?> type)
      throws SQLException {
    return type.isInstance(wrapper) || type.isInstance(delegate) || delegate.isWrapperFor(type);
  }
}
