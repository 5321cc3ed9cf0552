package io.choicesherpa.console.silence;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.MatchType;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Silences as JSON, in Alertmanager's words and in the page's: {@code startsAt} is a time in RFC
 * 3339, {@code starts_at_millis} a number.
 */
public final class SilenceJson {

  private SilenceJson() {}

  /**
   * Reads what is asked for from an object that begins at the parser's next token.
   *
   * @param nowMillis when it starts unless it says so
   * @throws IOException when it is not JSON
   * @throws IllegalArgumentException when it makes no sense, with the reason
   */
  public static SilenceRequest readRequest(JsonParser in, long nowMillis) throws IOException {
    in.nextToken();
    Fields fields = Fields.read(in);
    long starts = Math.max(fields.startsAtMillis, nowMillis);
    return new SilenceRequest(
        fields.id, fields.matchers, starts, fields.endsAtMillis, fields.createdBy, fields.comment);
  }

  static Silence readKept(JsonParser in) throws IOException {
    Fields fields = Fields.read(in);
    return new Silence(
        fields.id,
        fields.matchers,
        fields.startsAtMillis,
        fields.endsAtMillis,
        fields.createdBy,
        fields.comment);
  }

  static void writeKept(JsonGenerator out, Silence silence) throws IOException {
    out.writeStartObject();
    writeCommon(out, silence);
    out.writeNumberField("starts_at_millis", silence.startsAtMillis());
    out.writeNumberField("ends_at_millis", silence.endsAtMillis());
    out.writeStringField("created_by", silence.createdBy());
    out.writeEndObject();
  }

  /** As the page reads it. */
  public static void writeForPage(JsonGenerator out, Silence silence, long nowMillis)
      throws IOException {
    out.writeStartObject();
    writeCommon(out, silence);
    out.writeNumberField("starts_at_millis", silence.startsAtMillis());
    out.writeNumberField("ends_at_millis", silence.endsAtMillis());
    out.writeStringField("created_by", silence.createdBy());
    out.writeStringField("state", silence.state(nowMillis));
    out.writeEndObject();
  }

  /** As Alertmanager writes it. */
  public static void writeForAlertmanager(JsonGenerator out, Silence silence, long nowMillis)
      throws IOException {
    out.writeStartObject();
    writeCommon(out, silence);
    out.writeStringField("startsAt", Instant.ofEpochMilli(silence.startsAtMillis()).toString());
    out.writeStringField("endsAt", Instant.ofEpochMilli(silence.endsAtMillis()).toString());
    out.writeStringField("updatedAt", Instant.ofEpochMilli(silence.startsAtMillis()).toString());
    out.writeStringField("createdBy", silence.createdBy());
    out.writeObjectFieldStart("status");
    out.writeStringField("state", silence.state(nowMillis));
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void writeCommon(JsonGenerator out, Silence silence) throws IOException {
    out.writeStringField("id", silence.id());
    out.writeStringField("comment", silence.comment());
    out.writeArrayFieldStart("matchers");
    for (LabelMatcher matcher : silence.matchers()) {
      MatchType type = matcher.type();
      out.writeStartObject();
      out.writeStringField("name", matcher.name());
      out.writeStringField("value", matcher.value());
      out.writeBooleanField("isRegex", type == MatchType.REGEX || type == MatchType.NOT_REGEX);
      out.writeBooleanField("isEqual", type == MatchType.EQUAL || type == MatchType.REGEX);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** What the object has; both spellings are understood. */
  private static final class Fields {

    private String id = "";
    private final List<LabelMatcher> matchers = new ArrayList<>();
    private long startsAtMillis;
    private long endsAtMillis;
    private String createdBy = "";
    private String comment = "";

    static Fields read(JsonParser in) throws IOException {
      requireToken(in, JsonToken.START_OBJECT, "a silence is an object");
      Fields fields = new Fields();
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        in.nextToken();
        fields.set(name, in);
      }
      return fields;
    }

    private void set(String name, JsonParser in) throws IOException {
      switch (name) {
        case "id" -> id = in.getValueAsString("");
        case "matchers" -> readMatchers(in);
        case "startsAt" -> startsAtMillis = time(name, in);
        case "endsAt" -> endsAtMillis = time(name, in);
        case "starts_at_millis" -> startsAtMillis = number(name, in);
        case "ends_at_millis" -> endsAtMillis = number(name, in);
        case "createdBy", "created_by" -> createdBy = in.getValueAsString("");
        case "comment" -> comment = in.getValueAsString("");
        default -> in.skipChildren();
      }
    }

    private void readMatchers(JsonParser in) throws IOException {
      requireToken(in, JsonToken.START_ARRAY, "matchers are a list");
      while (in.nextToken() != JsonToken.END_ARRAY) {
        requireToken(in, JsonToken.START_OBJECT, "a matcher is an object");
        matchers.add(readMatcher(in));
      }
    }

    private static LabelMatcher readMatcher(JsonParser in) throws IOException {
      String label = "";
      String value = "";
      boolean regex = false;
      boolean equal = true;
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        in.nextToken();
        switch (name) {
          case "name" -> label = in.getValueAsString("");
          case "value" -> value = in.getValueAsString("");
          case "isRegex", "regex" -> regex = in.getValueAsBoolean(false);
          case "isEqual", "equal" -> equal = in.getValueAsBoolean(true);
          default -> in.skipChildren();
        }
      }
      if (label.isEmpty()) {
        throw new IllegalArgumentException("a matcher without a name");
      }
      MatchType type =
          regex
              ? (equal ? MatchType.REGEX : MatchType.NOT_REGEX)
              : (equal ? MatchType.EQUAL : MatchType.NOT_EQUAL);
      return new LabelMatcher(type, label, value);
    }

    private static long time(String name, JsonParser in) throws IOException {
      String text = in.getValueAsString("");
      try {
        return OffsetDateTime.parse(text).toInstant().toEpochMilli();
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(name + " is not a time in RFC 3339: " + text, e);
      }
    }

    private static long number(String name, JsonParser in) throws IOException {
      if (!in.currentToken().isNumeric()) {
        throw new IllegalArgumentException(name + " is not a number");
      }
      return in.getLongValue();
    }

    private static void requireToken(JsonParser in, JsonToken token, String otherwise) {
      if (in.currentToken() != token) {
        throw new IllegalArgumentException(otherwise);
      }
    }
  }
}
