package io.choicesherpa.telemetry.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.choicesherpa.telemetry.metrics.DatabaseMetrics;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a driver that notes what it is asked. */
class WatchedJdbcTest {

  private static final String SQL = "SELECT 1";

  private record Call(String method, List<Class<?>> types, List<Object> arguments) {}

  private final List<Call> calls = new ArrayList<>();
  private @Nullable Throwable failure;
  private final DataSource dataSource =
      new JdbcTelemetry(
              OpenTelemetry.noop(),
              new DatabaseMetrics(new Metrics(StandardMetrics.CATALOGUE)),
              System::nanoTime)
          .instrument(driver(DataSource.class), "postgresql", null, null, 0);

  static Stream<Class<?>> interfaces() {
    return Stream.of(
        DataSource.class,
        Connection.class,
        Statement.class,
        PreparedStatement.class,
        CallableStatement.class);
  }

  @ParameterizedTest
  @MethodSource("interfaces")
  void everyMethod_reachesTheDriver_withItsArguments(Class<?> type) throws Exception {
    Object watched = watched(type);
    for (Method method : methods(type)) {
      Object[] arguments = arguments(method);
      calls.clear();
      method.invoke(watched, arguments);

      assertThat(calls)
          .as(method.toString())
          .contains(
              new Call(
                  method.getName(), List.of(method.getParameterTypes()), Arrays.asList(arguments)));
    }
  }

  @ParameterizedTest
  @MethodSource("interfaces")
  void everyFailure_passesAsItIs(Class<?> type) throws Exception {
    Object watched = watched(type);
    for (Throwable thrown :
        List.of(new SQLException("no"), new IllegalStateException("no"), new AssertionError())) {
      for (Method method : methods(type)) {
        failure = thrown;
        Throwable caught = catchThrowable(() -> method.invoke(watched, arguments(method)));
        failure = null;

        if (mayThrow(method, thrown)) {
          assertThat(caught).as(method.toString()).isInstanceOf(InvocationTargetException.class);
          assertThat(caught.getCause()).as(method.toString()).isSameAs(thrown);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {Statement.class, PreparedStatement.class, CallableStatement.class})
  void statement_tellsOfTheConnectionThatItCameFrom(Class<?> type) throws Exception {
    Connection connection = dataSource.getConnection();
    Statement statement = (Statement) watched(type, connection);

    assertThat(statement.getConnection()).isSameAs(connection);
    assertThat(Set.of(statement, watched(type, connection))).hasSize(2).contains(statement);
  }

  @ParameterizedTest
  @MethodSource("interfaces")
  void wrapper_unwrapsToItselfAndToTheDriversOwn(Class<?> type) throws Exception {
    java.sql.Wrapper watched = (java.sql.Wrapper) watched(type);

    assertThat(watched.isWrapperFor(DriversOwn.class)).isTrue();
    assertThat(watched.unwrap(DriversOwn.class).name()).isEqualTo("driver");
    assertThat(watched.isWrapperFor(type)).isTrue();
    assertThat(type.isInstance(watched.unwrap(type))).isTrue();
    assertThat(watched.isWrapperFor(Runnable.class)).isFalse();
    assertThat(calls.get(calls.size() - 1).method()).isEqualTo("isWrapperFor");
  }

  @Test
  void dataSource_overOneThatIsWatched_watchesNothingTwice() throws SQLException {
    DataSource twice =
        new JdbcTelemetry(
                OpenTelemetry.noop(),
                new DatabaseMetrics(new Metrics(StandardMetrics.CATALOGUE)),
                System::nanoTime)
            .instrument(dataSource, "postgresql", null, null, 0);

    Connection connection = twice.getConnection();

    assertThat(connection.unwrap(DriversOwn.class)).isNotInstanceOf(WatchedConnection.class);
    assertThat(((WatchedConnection) connection).delegate).isNotInstanceOf(WatchedConnection.class);
  }

  /** What a driver has beyond JDBC. */
  interface DriversOwn {
    String name();
  }

  private Object watched(Class<?> type) throws SQLException {
    return type == DataSource.class ? dataSource : watched(type, dataSource.getConnection());
  }

  private static Object watched(Class<?> type, Connection connection) throws SQLException {
    if (type == Connection.class) {
      return connection;
    }
    if (type == Statement.class) {
      return connection.createStatement();
    }
    return type == PreparedStatement.class
        ? connection.prepareStatement(SQL)
        : connection.prepareCall(SQL);
  }

  private static List<Method> methods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> !method.getName().equals("unwrap"))
        .filter(method -> !method.getName().equals("isWrapperFor"))
        .toList();
  }

  private static boolean mayThrow(Method method, Throwable thrown) {
    return !(thrown instanceof SQLException)
        || Arrays.asList(method.getExceptionTypes()).contains(SQLException.class);
  }

  /** Each a value that could not come from elsewhere. */
  private static Object[] arguments(Method method) {
    return Arrays.stream(method.getParameterTypes()).map(WatchedJdbcTest::argument).toArray();
  }

  private static @Nullable Object argument(Class<?> type) {
    if (type == String.class) {
      return "SELECT 2";
    }
    if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), 2);
    }
    return type.isPrimitive() ? primitive(type, 1) : null;
  }

  private static @Nullable Object primitive(Class<?> type, int value) {
    if (type == boolean.class) {
      return value != 0;
    }
    if (type == void.class) {
      return null;
    }
    Object number = Array.newInstance(type, 1);
    if (value != 0) {
      Array.setByte(number, 0, (byte) value);
    }
    return Array.get(number, 0);
  }

  private <T> T driver(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {type, DriversOwn.class},
            (proxy, method, arguments) -> answer(method, arguments)));
  }

  private @Nullable Object answer(Method method, Object @Nullable [] arguments) throws Throwable {
    if (method.getDeclaringClass() == DriversOwn.class) {
      return "driver";
    }
    if (method.getDeclaringClass() == Object.class) {
      return method.getName().equals("toString") ? "driver" : 0;
    }
    if (failure != null) {
      throw failure;
    }
    calls.add(
        new Call(
            method.getName(),
            List.of(method.getParameterTypes()),
            arguments == null ? List.of() : Arrays.asList(arguments)));
    Class<?> result = method.getReturnType();
    return Stream.of(
                Connection.class, Statement.class, PreparedStatement.class, CallableStatement.class)
            .anyMatch(made -> made == result)
        ? driver(result)
        : result.isPrimitive() ? primitive(result, 0) : null;
  }
}
