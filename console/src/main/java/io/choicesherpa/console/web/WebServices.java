package io.choicesherpa.console.web;

import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import io.choicesherpa.console.journal.JournalFigures;
import io.choicesherpa.console.json.JsonResponses;
import io.choicesherpa.console.logql.Limits;
import io.choicesherpa.console.logql.LogQlEngine;
import io.choicesherpa.console.logs.LogsApi;
import io.choicesherpa.console.loki.LokiApi;
import io.choicesherpa.console.query.JaegerApi;
import io.choicesherpa.console.query.TargetsApi;
import io.choicesherpa.console.receive.ReceiverFigures;
import io.choicesherpa.console.scrape.Scraper;
import io.choicesherpa.console.series.SeriesStore;
import io.choicesherpa.console.store.LogSource;
import io.choicesherpa.console.store.TraceSource;
import io.choicesherpa.console.traceql.TempoApi;
import java.time.Clock;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything on the page's port. */
public final class WebServices implements AutoCloseable {

  /**
   * Where the page's data come from.
   *
   * @param journals what lies on the disk
   * @param otlpGrpcPort the port to send to, known once it is open
   * @param otlpHttpPort likewise
   */
  public record Sources(
      TraceSource traces,
      LogSource logs,
      SeriesStore series,
      ReceiverFigures receivers,
      Scraper scraper,
      Supplier<JournalState> journals,
      IntSupplier otlpGrpcPort,
      IntSupplier otlpHttpPort,
      Clock clock) {}

  /**
   * What lies on the disk.
   *
   * @param recovering whether what earlier processes left is still being read
   * @param figures by what is kept; empty without a data directory
   */
  public record JournalState(boolean recovering, Map<String, JournalFigures> figures) {

    /** Copies the figures. */
    public JournalState {
      figures = Map.copyOf(figures);
    }
  }

  private final Sources sources;
  private final Overview overview;
  private final LiveUpdates live;
  private final LogsApi logsApi;
  private final LokiApi lokiApi;

  /** Over these sources. */
  public WebServices(Sources sources) {
    this.sources = sources;
    this.overview = new Overview(sources);
    this.live = new LiveUpdates(sources.traces(), sources.logs(), overview);
    LogQlEngine logQl = new LogQlEngine(sources.logs(), Limits.DEFAULT, System::nanoTime);
    this.logsApi = new LogsApi(sources.logs(), logQl, sources.clock());
    this.lokiApi = new LokiApi(logQl, sources.clock());
  }

  /**
   * Puts page, APIs and guards on {@code server}.
   *
   * @param token see {@code CONSOLE_TOKEN}; null for none
   */
  public void addTo(ServerBuilder server, String bindAddress, @Nullable String token) {
    PageFiles files = new PageFiles();
    files.addTo(server);
    AlertLinks.addTo(server);
    new ConsoleApi(sources.traces(), sources.logs(), overview).addTo(server);
    live.addTo(server);
    logsApi.addTo(server);
    lokiApi.addTo(server);
    new TempoApi(sources.traces()).addTo(server);
    new JaegerApi(sources.traces(), sources.clock()).addTo(server);
    new TargetsApi(sources.scraper()).addTo(server);
    server
        .route()
        .get(AccessGuard.HEALTH_PATH)
        .build(
            (ctx, request) ->
                JsonResponses.of(
                    HttpStatus.OK,
                    out -> {
                      out.writeStartObject();
                      out.writeStringField("status", "ok");
                      out.writeEndObject();
                    }));
    server.decorator(AccessGuard.forPeople(bindAddress, token, files::loginForm));
    server.decorator(new SecurityHeaders(files.importMapHash()));
    server.errorHandler(new WebErrors());
  }

  /** Live streams that are open now. */
  public int liveStreams() {
    return live.open();
  }

  /** Ends the live streams. */
  @Override
  public void close() {
    live.close();
    logsApi.close();
  }
}
