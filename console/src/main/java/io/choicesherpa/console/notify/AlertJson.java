package io.choicesherpa.console.notify;

import com.fasterxml.jackson.core.JsonGenerator;
import io.choicesherpa.console.rules.Alert;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Parts of alerts as JSON. */
final class AlertJson {

  private AlertJson() {}

  static void writeTexts(JsonGenerator out, String name, Map<String, String> texts)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
      out.writeStringField(text.getKey(), text.getValue());
    }
    out.writeEndObject();
  }

  /** The page of the alert. */
  static String link(String externalUrl, Alert alert) {
    String name = alert.labels().valueOf("alertname");
    return externalUrl + "/alerts/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
