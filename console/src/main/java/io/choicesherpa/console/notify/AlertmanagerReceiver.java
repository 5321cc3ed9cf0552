package io.choicesherpa.console.notify;

import io.choicesherpa.console.json.JsonResponses;
import io.choicesherpa.console.rules.Alert;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * An Alertmanager.
 *
 * @see <a href="https://prometheus.io/docs/alerting/latest/alerts_api/">Alerts API</a>
 */
final class AlertmanagerReceiver implements Receiver {

  private final URI uri;
  private final Supplier<String> externalUrl;
  private final HttpPost post;

  AlertmanagerReceiver(URI uri, Supplier<String> externalUrl) {
    this.uri = uri;
    this.externalUrl = externalUrl;
    String base = uri.toString();
    post = new HttpPost(URI.create(base + (base.endsWith("/") ? "" : "/") + "api/v2/alerts"));
  }

  @Override
  public String name() {
    return "Alertmanager " + Addresses.withoutSecrets(uri);
  }

  @Override
  public void tell(List<Alert> alerts) throws IOException, InterruptedException {
    post.send(
        JsonResponses.bytes(
            out -> {
              out.writeStartArray();
              for (Alert alert : alerts) {
                out.writeStartObject();
                AlertJson.writeTexts(out, "labels", alert.labels().toMap());
                AlertJson.writeTexts(out, "annotations", alert.annotations());
                out.writeStringField("startsAt", time(alert.firedAtMillis()));
                out.writeStringField("endsAt", time(endsAt(alert)));
                out.writeStringField("generatorURL", AlertJson.link(externalUrl.get(), alert));
                out.writeEndObject();
              }
              out.writeEndArray();
            }));
  }

  /** An alert that goes on ends by itself if nobody tells of it any more. */
  private static long endsAt(Alert alert) {
    return alert.resolvedAtMillis() > 0 ? alert.resolvedAtMillis() : alert.validUntilMillis();
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
