package io.choicesherpa.backend.adapter.in.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * A failure as the client is told (RFC 9457). Holds nothing internal and no user content.
 *
 * @param type URI of the kind of problem; {@value #NO_TYPE} where the status says it all
 * @param detail for the person who reads it
 * @param members further ones, such as {@code allowed}
 * @param headers to send with it, such as {@code Retry-After}
 */
public record Problem(
    HttpStatus status,
    String type,
    String detail,
    Map<String, Object> members,
    Map<String, String> headers) {

  /** RFC 9457, section 4.2.1. */
  public static final String NO_TYPE = "about:blank";

  private static final String TYPE_PREFIX = "urn:choice-sherpa:problem:";

  /** Keeps its own copies of both maps, in their order. */
  public Problem {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** A problem of no particular type. */
  public static Problem of(HttpStatus status, String detail) {
    return new Problem(status, NO_TYPE, detail, Map.of(), Map.of());
  }

  /** A problem of our own type {@code name}, e.g. {@code session-archived}. */
  public static Problem of(HttpStatus status, String name, String detail) {
    return new Problem(status, TYPE_PREFIX + name, detail, Map.of(), Map.of());
  }

  /** The same with one member more. */
  public Problem with(String member, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(members);
    more.put(member, value);
    return new Problem(status, type, detail, more, headers);
  }

  /** The same with one header more. */
  public Problem withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(status, type, detail, members, more);
  }

  /** The same with {@code Retry-After}. */
  public Problem retryAfterSeconds(long seconds) {
    return withHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
  }
}
