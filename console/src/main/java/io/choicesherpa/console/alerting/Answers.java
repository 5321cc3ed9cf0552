package io.choicesherpa.console.alerting;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import io.choicesherpa.console.json.JsonResponses;
import java.io.IOException;

/** Parts of the answers to the page. */
final class Answers {

  private Answers() {}

  static HttpResponse error(HttpStatus status, String message) {
    return JsonResponses.of(
        status,
        out -> {
          out.writeStartObject();
          out.writeStringField("error", message);
          out.writeEndObject();
        });
  }

  /** Null for what JSON has no number for. */
  static void writeNumber(JsonGenerator out, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      out.writeNumberField(name, value);
    } else {
      out.writeNullField(name);
    }
  }

  /** Null for a time that did not come. */
  static void writeTime(JsonGenerator out, String name, long millis) throws IOException {
    if (millis == 0) {
      out.writeNullField(name);
    } else {
      out.writeNumberField(name, millis);
    }
  }
}
