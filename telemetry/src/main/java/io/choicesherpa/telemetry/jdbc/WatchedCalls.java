package io.choicesherpa.telemetry.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import org.jspecify.annotations.Nullable;

/**
 * Callable statements that are watched: what only they can do goes to the driver's own, all else to
 * the watched prepared statement over it. A proxy, since they are rare and have a hundred methods.
 */
final class WatchedCalls implements InvocationHandler {

  private final CallableStatement delegate;
  private final WatchedPreparedStatement watched;

  private WatchedCalls(CallableStatement delegate, WatchedPreparedStatement watched) {
    this.delegate = delegate;
    this.watched = watched;
  }

  static CallableStatement over(CallableStatement delegate, WatchedPreparedStatement watched) {
    return (CallableStatement)
        Proxy.newProxyInstance(
            WatchedCalls.class.getClassLoader(),
            new Class<?>[] {CallableStatement.class},
            new WatchedCalls(delegate, watched));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class && method.getName().equals("equals")) {
      return arguments != null && proxy == arguments[0];
    }
    try {
      return method.invoke(
          method.getDeclaringClass() == CallableStatement.class ? delegate : watched, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
