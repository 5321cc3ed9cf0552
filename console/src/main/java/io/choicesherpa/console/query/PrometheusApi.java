package io.choicesherpa.console.query;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.QueryParamsBuilder;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.choicesherpa.console.series.SeriesStore;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Prometheus's HTTP API, so that Grafana and other tools can be pointed here. Queries have threads
 * of their own: a long one holds up no receiver. Thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/">HTTP API</a>
 */
public final class PrometheusApi implements AutoCloseable {

  private static final int MAX_FORM_BYTES = 1 << 20;
  private static final int MAX_WAITING = 256;
  private static final Duration ANSWER_MARGIN = Duration.ofSeconds(10);

  private final QueryApi queries;
  private final SeriesApi series;
  private final StatusApi status;
  private final QueryOptions options;
  private final ThreadPoolExecutor threads;

  /** One question of the API. */
  interface Answer {
    HttpResponse to(ServiceRequestContext ctx, ApiParams params);
  }

  /** Answers from {@code store}. */
  public PrometheusApi(SeriesStore store, QueryOptions options, QueryFigures figures, Clock clock) {
    this.options = options;
    queries = new QueryApi(store, options, figures, clock);
    series = new SeriesApi(store);
    status = new StatusApi(store);
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            options.maxConcurrent(),
            options.maxConcurrent(),
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            task -> {
              Thread thread = new Thread(task, "console-query-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** Puts the API under {@code /api/v1}. */
  public void addTo(ServerBuilder server) {
    getAndPost(server, "query", queries::instant);
    getAndPost(server, "query_range", queries::range);
    getAndPost(server, "query_exemplars", queries::exemplars);
    getAndPost(server, "format_query", (ctx, params) -> queries.format(params));
    getAndPost(server, "series", (ctx, params) -> series.series(params));
    getAndPost(server, "labels", (ctx, params) -> series.labels(params));
    get(
        server,
        "label/{name}/values",
        (ctx, params) -> series.values(String.valueOf(ctx.pathParam("name")), params));
    get(server, "metadata", (ctx, params) -> series.metadata(params));
    get(server, "status/buildinfo", (ctx, params) -> status.buildInfo());
    get(server, "status/tsdb", (ctx, params) -> status.tsdb());
  }

  private void get(ServerBuilder server, String path, Answer answer) {
    server.route().get("/api/v1/" + path).build((ctx, request) -> serve(ctx, request, answer));
  }

  private void getAndPost(ServerBuilder server, String path, Answer answer) {
    server
        .route()
        .get("/api/v1/" + path)
        .post("/api/v1/" + path)
        .maxRequestLength(MAX_FORM_BYTES)
        .build((ctx, request) -> serve(ctx, request, answer));
  }

  private HttpResponse serve(ServiceRequestContext ctx, HttpRequest request, Answer answer) {
    ctx.setRequestTimeout(options.timeout().plus(ANSWER_MARGIN));
    CompletableFuture<QueryParams> params =
        request.method() == HttpMethod.POST
            ? request.aggregate().thenApply(body -> merged(ctx, request, body.contentUtf8()))
            : CompletableFuture.completedFuture(ctx.queryParams());
    return HttpResponse.of(params.thenCompose(given -> answer(ctx, new ApiParams(given), answer)));
  }

  private static QueryParams merged(ServiceRequestContext ctx, HttpRequest request, String body) {
    QueryParamsBuilder merged = ctx.queryParams().toBuilder();
    MediaType type = request.contentType();
    if (type != null && type.is(MediaType.FORM_DATA)) {
      merged.add(QueryParams.fromQueryString(body));
    }
    return merged.build();
  }

  private CompletableFuture<HttpResponse> answer(
      ServiceRequestContext ctx, ApiParams params, Answer answer) {
    try {
      return CompletableFuture.supplyAsync(
          () -> {
            try {
              return answer.to(ctx, params);
            } catch (ApiException e) {
              return PrometheusJson.failure(e);
            }
          },
          threads);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(
          PrometheusJson.failure(
              ApiException.unavailable(MAX_WAITING + " queries are waiting already")));
    }
  }

  /** Ends the threads; what runs is cancelled. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
