package io.choicesherpa.telemetry.pipeline;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes one {@code tracestate} of all that were sent (W3C Trace Context, section 3.3). */
final class TraceStateMembers {

  /** Section 3.3.1.1. */
  private static final int MAX_MEMBERS = 32;

  /** Section 3.3.1.5 asks for 512 at least; members of full length would be 16 kB. */
  private static final int MAX_CHARS = 32_768;

  private TraceStateMembers() {}

  /**
   * Returns the members in their order, without empty and repeated ones; null when there are none
   * or more than are allowed. What a member may look like is left to the propagator.
   */
  static @Nullable String join(Iterator<String> headers) {
    Map<String, String> members = new LinkedHashMap<>();
    int chars = 0;
    while (headers.hasNext()) {
      String header = headers.next();
      chars += header.length();
      if (chars > MAX_CHARS || !collect(header, members)) {
        return null;
      }
    }
    return members.isEmpty() ? null : String.join(",", members.values());
  }

  private static boolean collect(String header, Map<String, String> members) {
    int start = 0;
    while (start <= header.length()) {
      int comma = header.indexOf(',', start);
      int end = comma < 0 ? header.length() : comma;
      String member = strip(header, start, end);
      if (!member.isEmpty()) {
        int equals = member.indexOf('=');
        members.putIfAbsent(equals < 0 ? member : member.substring(0, equals), member);
        if (members.size() > MAX_MEMBERS) {
          return false;
        }
      }
      start = end + 1;
    }
    return true;
  }

  /** Returns {@code value} without the blanks around it. */
  static String strip(String value) {
    return strip(value, 0, value.length());
  }

  /** Blanks are spaces and tabs, as in RFC 9110's optional white space. */
  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static String strip(String header, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isBlank(header.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(header.charAt(end - 1))) {
      end--;
    }
    return header.substring(start, end);
  }
}
