package io.choicesherpa.backend.adapter.out.events;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many entries of a stream the group that is furthest behind has not done with. */
final class StreamBacklog {

  /** Redis before 7 does not know a group's lag: then it is counted, up to so many. */
  private static final int COUNT_LIMIT = 10_000;

  private StreamBacklog() {}

  static long of(RedisCommands<String, String> commands, String stream) {
    List<Object> groups;
    try {
      groups = commands.xinfoGroups(stream);
    } catch (RedisCommandExecutionException noSuchStream) {
      return 0;
    }
    long most = 0;
    for (Object group : groups) {
      Map<String, Object> info = fields((List<?>) group);
      most = Math.max(most, number(info.get("pending")) + lag(commands, stream, info));
    }
    return most;
  }

  private static long lag(
      RedisCommands<String, String> commands, String stream, Map<String, Object> info) {
    if (info.get("lag") instanceof Long lag) {
      return lag;
    }
    Boundary<String> after = Boundary.excluding(String.valueOf(info.get("last-delivered-id")));
    return commands
        .xrange(stream, Range.from(after, Boundary.unbounded()), Limit.from(COUNT_LIMIT))
        .size();
  }

  private static Map<String, Object> fields(List<?> namesAndValues) {
    Map<String, Object> fields = new HashMap<>();
    for (int i = 0; i + 1 < namesAndValues.size(); i += 2) {
      Object value = namesAndValues.get(i + 1);
      if (value != null) {
        fields.put(String.valueOf(namesAndValues.get(i)), value);
      }
    }
    return fields;
  }

  private static long number(@Nullable Object value) {
    return value instanceof Long number ? number : 0;
  }
}
