package io.choicesherpa.console.notify;

import com.fasterxml.jackson.core.JsonGenerator;
import io.choicesherpa.console.json.JsonResponses;
import io.choicesherpa.console.rules.Alert;
import io.choicesherpa.promql.model.Labels;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A webhook that takes what Alertmanager would post, version 4: one message for each alert name.
 *
 * @see <a
 *     href="https://prometheus.io/docs/alerting/latest/configuration/#webhook_config">Webhook</a>
 */
final class WebhookReceiver implements Receiver {

  private static final String ALERT_NAME = "alertname";
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private final URI uri;
  private final Supplier<String> externalUrl;
  private final HttpPost post;

  WebhookReceiver(URI uri, Supplier<String> externalUrl) {
    this.uri = uri;
    this.externalUrl = externalUrl;
    post = new HttpPost(uri);
  }

  @Override
  public String name() {
    return "webhook " + Addresses.withoutSecrets(uri);
  }

  @Override
  public void tell(List<Alert> alerts) throws IOException, InterruptedException {
    Map<String, List<Alert>> byName = new LinkedHashMap<>();
    for (Alert alert : alerts) {
      byName
          .computeIfAbsent(alert.labels().valueOf(ALERT_NAME), name -> new java.util.ArrayList<>())
          .add(alert);
    }
    for (Map.Entry<String, List<Alert>> group : byName.entrySet()) {
      post.send(JsonResponses.bytes(out -> write(out, group.getKey(), group.getValue())));
    }
  }

  private void write(JsonGenerator out, String name, List<Alert> alerts) throws IOException {
    boolean firing = alerts.stream().anyMatch(Alert::isActive);
    out.writeStartObject();
    out.writeStringField("version", "4");
    out.writeStringField("groupKey", "{}:{" + ALERT_NAME + "=\"" + name + "\"}");
    out.writeNumberField("truncatedAlerts", 0);
    out.writeStringField("status", firing ? "firing" : "resolved");
    out.writeStringField("receiver", "webhook");
    AlertJson.writeTexts(out, "groupLabels", Map.of(ALERT_NAME, name));
    AlertJson.writeTexts(
        out, "commonLabels", common(alerts.stream().map(WebhookReceiver::labels).toList()));
    AlertJson.writeTexts(
        out, "commonAnnotations", common(alerts.stream().map(Alert::annotations).toList()));
    out.writeStringField("externalURL", externalUrl.get());
    out.writeArrayFieldStart("alerts");
    for (Alert alert : alerts) {
      write(out, alert);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void write(JsonGenerator out, Alert alert) throws IOException {
    out.writeStartObject();
    out.writeStringField("status", alert.isActive() ? "firing" : "resolved");
    AlertJson.writeTexts(out, "labels", alert.labels().toMap());
    AlertJson.writeTexts(out, "annotations", alert.annotations());
    out.writeStringField("startsAt", Instant.ofEpochMilli(alert.firedAtMillis()).toString());
    out.writeStringField(
        "endsAt",
        alert.isActive() ? NEVER : Instant.ofEpochMilli(alert.resolvedAtMillis()).toString());
    out.writeStringField("generatorURL", AlertJson.link(externalUrl.get(), alert));
    out.writeStringField("fingerprint", fingerprint(alert.labels()));
    out.writeEndObject();
  }

  private static Map<String, String> labels(Alert alert) {
    return alert.labels().toMap();
  }

  private static String fingerprint(Labels labels) {
    return String.format(java.util.Locale.ROOT, "%016x", Fnv.hash(labels));
  }

  private static Map<String, String> common(List<Map<String, String>> maps) {
    Map<String, String> common = new LinkedHashMap<>(maps.get(0));
    for (Iterator<Map.Entry<String, String>> all = common.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<String, String> entry = all.next();
      if (!maps.stream().allMatch(map -> entry.getValue().equals(map.get(entry.getKey())))) {
        all.remove();
      }
    }
    return common;
  }
}
