package io.choicesherpa.console.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import io.choicesherpa.console.json.JsonResponses;
import io.choicesherpa.console.scrape.ScrapeTarget;
import io.choicesherpa.console.scrape.Scraper;
import io.choicesherpa.console.scrape.TargetState;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;

/**
 * Prometheus's {@code /api/v1/targets}.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/#targets">Targets</a>
 */
public final class TargetsApi {

  private static final String NEVER = "0001-01-01T00:00:00Z";

  private final Scraper scraper;

  /** Answers from {@code scraper}. */
  public TargetsApi(Scraper scraper) {
    this.scraper = scraper;
  }

  /** Puts the API under {@code /api/v1}. */
  public void addTo(ServerBuilder server) {
    server.route().get("/api/v1/targets").build((ctx, request) -> targets());
  }

  private HttpResponse targets() {
    return JsonResponses.of(
        HttpStatus.OK,
        out -> {
          out.writeStartObject();
          out.writeStringField("status", "success");
          out.writeObjectFieldStart("data");
          out.writeArrayFieldStart("activeTargets");
          for (TargetState state : scraper.states()) {
            write(out, state);
          }
          out.writeEndArray();
          out.writeArrayFieldStart("droppedTargets");
          out.writeEndArray();
          out.writeObjectFieldStart("droppedTargetCounts");
          out.writeEndObject();
          out.writeEndObject();
          out.writeEndObject();
        });
  }

  private void write(JsonGenerator out, TargetState state) throws IOException {
    ScrapeTarget target = state.target();
    URI uri = target.uri();
    String interval = scraper.intervalSeconds() + "s";
    out.writeStartObject();
    out.writeObjectFieldStart("discoveredLabels");
    out.writeStringField("__address__", target.instance());
    out.writeStringField("__metrics_path__", uri.getPath());
    out.writeStringField("__scheme__", uri.getScheme());
    out.writeStringField("__scrape_interval__", interval);
    out.writeStringField("__scrape_timeout__", interval);
    out.writeStringField("job", target.job());
    out.writeEndObject();
    out.writeObjectFieldStart("labels");
    out.writeStringField("instance", target.instance());
    out.writeStringField("job", target.job());
    out.writeEndObject();
    out.writeStringField("scrapePool", target.job());
    out.writeStringField("scrapeUrl", uri.toString());
    out.writeStringField("globalUrl", uri.toString());
    out.writeStringField("lastError", state.lastError());
    out.writeStringField(
        "lastScrape",
        state.lastScrapeMillis() == 0
            ? NEVER
            : Instant.ofEpochMilli(state.lastScrapeMillis()).toString());
    out.writeNumberField("lastScrapeDuration", state.lastDurationSeconds());
    out.writeStringField("health", state.health().word());
    out.writeStringField("scrapeInterval", interval);
    out.writeStringField("scrapeTimeout", interval);
    out.writeEndObject();
  }
}
