package io.choicesherpa.console.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.linecorp.armeria.common.QueryParams;
import io.choicesherpa.console.store.TraceId;
import io.choicesherpa.console.store.TraceQuery;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of Jaeger's {@code /api/traces}. Jaeger wants a service; here none means all.
 *
 * @see <a href="https://www.jaegertracing.io/docs/latest/apis/">Jaeger APIs</a>
 */
final class JaegerQuery {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1500;
  private static final long NANOS_PER_MICRO = 1000;
  private static final long DEFAULT_LOOKBACK_NANOS = GoDuration.parseNanos("48h");
  private static final JsonFactory JSON = new JsonFactory();

  private final QueryParams params;
  private final Clock clock;

  JaegerQuery(QueryParams params, Clock clock) {
    this.params = params;
    this.clock = clock;
  }

  /** Ids asked for by name; when there are any, nothing else counts. */
  List<TraceId> traceIds() {
    List<TraceId> ids = new ArrayList<>();
    for (String hex : params.getAll("traceID")) {
      TraceId id = TraceId.parse(hex);
      if (id == null) {
        throw new BadQueryException("cannot parse traceID param: " + hex);
      }
      ids.add(id);
    }
    return ids;
  }

  TraceQuery parse() {
    long minSpan = duration("minDuration", 0);
    long maxSpan = duration("maxDuration", Long.MAX_VALUE);
    if (maxSpan < minSpan) {
      throw new BadQueryException("'maxDuration' should be greater than 'minDuration'");
    }
    long now = clock.millis() * 1_000_000;
    // Senders' clocks may run ahead: without an end, the future counts too.
    long end = micros("end", Long.MAX_VALUE);
    long lookback = duration("lookback", DEFAULT_LOOKBACK_NANOS);
    long start = micros("start", Math.max(0, Math.min(now, end) - lookback));
    return new TraceQuery(
        emptyIsNull("service"),
        emptyIsNull("operation"),
        tags(),
        minSpan,
        maxSpan,
        start,
        end,
        "",
        false,
        0,
        limit());
  }

  private @Nullable String emptyIsNull(String name) {
    String value = params.get(name, "");
    return value.isEmpty() ? null : value;
  }

  private int limit() {
    String text = params.get("limit", "");
    if (text.isEmpty()) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit < 1) {
        throw BadQueryException.parameter("limit", "less than 1: " + text);
      }
      return Math.min(limit, MAX_LIMIT);
    } catch (NumberFormatException e) {
      throw BadQueryException.parameter("limit", "not a number: " + text);
    }
  }

  private long micros(String name, long otherwiseNanos) {
    String text = params.get(name, "");
    if (text.isEmpty()) {
      return otherwiseNanos;
    }
    try {
      return Math.multiplyExact(Long.parseLong(text), NANOS_PER_MICRO);
    } catch (NumberFormatException | ArithmeticException e) {
      throw BadQueryException.parameter(name, "not a time in microseconds: " + text);
    }
  }

  private long duration(String name, long otherwiseNanos) {
    String text = params.get(name, "");
    if (text.isEmpty()) {
      return otherwiseNanos;
    }
    try {
      return GoDuration.parseNanos(text);
    } catch (IllegalArgumentException e) {
      throw BadQueryException.parameter(name, String.valueOf(e.getMessage()));
    }
  }

  private Map<String, String> tags() {
    Map<String, String> tags = new HashMap<>();
    for (String tag : params.getAll("tag")) {
      int colon = tag.indexOf(':');
      if (colon < 0) {
        throw new BadQueryException(
            "malformed 'tag' parameter, expecting key:value, received: " + tag);
      }
      tags.put(tag.substring(0, colon), tag.substring(colon + 1));
    }
    for (String json : params.getAll("tags")) {
      readTags(json, tags);
    }
    return tags;
  }

  private static void readTags(String json, Map<String, String> into) {
    try (JsonParser in = JSON.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new BadQueryException("malformed 'tags' parameter, a JSON object of texts is wanted");
      }
      for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
        if (!in.nextToken().isScalarValue()) {
          throw new BadQueryException(
              "malformed 'tags' parameter, the value of " + key + " is not a text");
        }
        into.put(key, in.getText());
      }
      if (in.nextToken() != null) {
        throw new BadQueryException("malformed 'tags' parameter, something follows the object");
      }
    } catch (IOException e) {
      throw new BadQueryException("malformed 'tags' parameter, cannot unmarshal JSON");
    }
  }
}
