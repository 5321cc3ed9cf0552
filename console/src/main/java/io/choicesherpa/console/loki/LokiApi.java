package io.choicesherpa.console.loki;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.choicesherpa.console.json.JsonBody;
import io.choicesherpa.console.json.JsonResponses;
import io.choicesherpa.console.logql.LogLabels;
import io.choicesherpa.console.logql.LogLine;
import io.choicesherpa.console.logql.LogQlEngine;
import io.choicesherpa.console.logql.LogQlException;
import io.choicesherpa.console.logql.LogQlParser;
import io.choicesherpa.console.logql.LogQuery;
import io.choicesherpa.console.logql.MetricQuery;
import io.choicesherpa.console.logql.Query;
import io.choicesherpa.console.logql.StreamVolume;
import io.choicesherpa.console.query.BadQueryException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Loki's query API, so that Grafana's data source can be pointed here. Thread-safe.
 *
 * @see <a href="https://grafana.com/docs/loki/latest/reference/loki-http-api/">Loki HTTP API</a>
 */
public final class LokiApi {

  private static final String PREFIX = "/loki/api/v1";

  /** What Grafana asks by, before it relies on newer answers. */
  private static final String VERSION = "3.0.0";

  private static final int LINES_SURVEYED = 1000;
  private static final String ENCODING_FLAGS = "x-loki-response-encoding-flags";

  private final LogQlEngine engine;
  private final Clock clock;

  /** Answers by {@code engine}. */
  public LokiApi(LogQlEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** Puts the API under {@value #PREFIX}. */
  public void addTo(ServerBuilder server) {
    add(server, "/query_range", this::range);
    add(server, "/query", (p, request) -> instant(p));
    add(server, "/labels", (p, request) -> labels(p));
    add(server, "/label", (p, request) -> labels(p));
    add(server, "/series", (p, request) -> series(p));
    add(server, "/index/stats", (p, request) -> indexStats(p));
    add(server, "/index/volume", (p, request) -> volume(p));
    add(server, "/detected_labels", (p, request) -> detectedLabels(p));
    add(server, "/detected_fields", (p, request) -> detectedFields(p));
    add(server, "/status/buildinfo", (p, request) -> buildInfo());
    server
        .route()
        .get(PREFIX + "/label/{name}/values")
        .build(
            (ctx, request) -> answer(ctx, p -> values(p, String.valueOf(ctx.pathParam("name")))));
  }

  private void add(
      ServerBuilder server, String path, BiFunction<LokiParameters, HttpRequest, JsonBody> route) {
    server
        .route()
        .get(PREFIX + path)
        .build((ctx, request) -> answer(ctx, p -> route.apply(p, request)));
  }

  private HttpResponse answer(ServiceRequestContext ctx, Function<LokiParameters, JsonBody> route) {
    return JsonResponses.later(
        ctx,
        () -> {
          try {
            return JsonResponses.of(
                HttpStatus.OK, route.apply(new LokiParameters(ctx.queryParams(), clock)));
          } catch (BadQueryException | LogQlException e) {
            return HttpResponse.of(
                HttpStatus.BAD_REQUEST,
                MediaType.PLAIN_TEXT_UTF_8,
                HttpData.ofUtf8(e.getMessage() + "\n"));
          }
        });
  }

  private JsonBody range(LokiParameters p, HttpRequest request) {
    Query query = LogQlParser.parse(p.query());
    long start = p.startNanos();
    long end = p.endNanos();
    if (query instanceof LogQuery lines) {
      boolean categorized = request.headers().get(ENCODING_FLAGS, "").contains("categorize-labels");
      var found = engine.lines(lines, start, end, p.limit(), p.backward());
      return LokiJson.streams(found.lines(), categorized, found.stats());
    }
    long step = p.stepNanos();
    return LokiJson.matrix(engine.range((MetricQuery) query, start, end, step), start, step);
  }

  private JsonBody instant(LokiParameters p) {
    if (LogQlParser.parse(p.query()) instanceof MetricQuery query) {
      long time = p.timeNanos();
      return LokiJson.instant(engine.instant(query, time), time);
    }
    throw new BadQueryException(
        "log queries are not supported as an instant query type, please change your query to a"
            + " range query type");
  }

  private List<StreamVolume> streams(LokiParameters p, List<String> selectors) {
    List<Predicate<Map<String, String>>> wanted = new ArrayList<>();
    for (String selector : selectors) {
      if (!selector.isBlank()) {
        wanted.add(LogQlParser.parseLines(selector)::selects);
      }
    }
    return engine.streams(
        labels -> wanted.isEmpty() || wanted.stream().anyMatch(one -> one.test(labels)),
        p.startNanos(),
        p.endNanos());
  }

  private JsonBody labels(LokiParameters p) {
    Collection<String> names = new TreeSet<>();
    streams(p, List.of(p.text("query"))).forEach(s -> names.addAll(s.labels().keySet()));
    return texts(names);
  }

  private JsonBody values(LokiParameters p, String name) {
    Collection<String> values = new TreeSet<>();
    for (StreamVolume stream : streams(p, List.of(p.text("query")))) {
      String value = stream.labels().get(name);
      if (value != null) {
        values.add(value);
      }
    }
    return texts(values);
  }

  private static JsonBody texts(Collection<String> texts) {
    return out -> {
      out.writeStartObject();
      out.writeStringField("status", "success");
      out.writeArrayFieldStart("data");
      for (String text : texts) {
        out.writeString(text);
      }
      out.writeEndArray();
      out.writeEndObject();
    };
  }

  private JsonBody series(LokiParameters p) {
    List<String> selectors = new ArrayList<>(p.all().getAll("match[]"));
    selectors.addAll(p.all().getAll("match"));
    List<StreamVolume> streams = streams(p, selectors);
    return out -> {
      out.writeStartObject();
      out.writeStringField("status", "success");
      out.writeArrayFieldStart("data");
      for (StreamVolume stream : streams) {
        out.writeStartObject();
        writeLabels(out, stream.labels());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    };
  }

  private static void writeLabels(JsonGenerator out, Map<String, String> labels)
      throws IOException {
    for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
      out.writeStringField(label.getKey(), label.getValue());
    }
  }

  private JsonBody indexStats(LokiParameters p) {
    List<StreamVolume> streams = streams(p, List.of(p.text("query")));
    return out -> {
      out.writeStartObject();
      out.writeNumberField("streams", streams.size());
      out.writeNumberField("chunks", streams.size());
      out.writeNumberField("entries", streams.stream().mapToLong(StreamVolume::lines).sum());
      out.writeNumberField("bytes", streams.stream().mapToLong(StreamVolume::bytes).sum());
      out.writeEndObject();
    };
  }

  private JsonBody volume(LokiParameters p) {
    String target = p.text("targetLabels");
    List<String> names =
        List.of((target.isEmpty() ? LogLabels.SERVICE_NAME : target).split(",", -1));
    Map<Map<String, String>, Long> bytes =
        new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    for (StreamVolume stream : streams(p, List.of(p.text("query")))) {
      Map<String, String> labels = new TreeMap<>(stream.labels());
      labels.keySet().retainAll(names);
      bytes.merge(labels, stream.bytes(), Long::sum);
    }
    long seconds = p.endNanos() / 1_000_000_000;
    return out -> {
      out.writeStartObject();
      out.writeStringField("status", "success");
      out.writeObjectFieldStart("data");
      out.writeStringField("resultType", "vector");
      out.writeArrayFieldStart("result");
      for (Map.Entry<Map<String, String>, Long> volume : bytes.entrySet()) {
        out.writeStartObject();
        out.writeObjectFieldStart("metric");
        writeLabels(out, volume.getKey());
        out.writeEndObject();
        out.writeArrayFieldStart("value");
        out.writeNumber(seconds);
        out.writeString(Long.toString(volume.getValue()));
        out.writeEndArray();
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
      out.writeEndObject();
    };
  }

  private JsonBody detectedFields(LokiParameters p) {
    LogQuery query = LogQlParser.parseLines(p.text("query"));
    List<LogLine> lines =
        engine.lines(query, p.startNanos(), p.endNanos(), LINES_SURVEYED, true).lines();
    return out -> DetectedFields.write(out, lines);
  }

  private JsonBody detectedLabels(LokiParameters p) {
    Map<String, TreeSet<String>> values = new TreeMap<>();
    for (StreamVolume stream : streams(p, List.of(p.text("query")))) {
      stream
          .labels()
          .forEach((name, value) -> values.computeIfAbsent(name, n -> new TreeSet<>()).add(value));
    }
    return out -> {
      out.writeStartObject();
      out.writeArrayFieldStart("detectedLabels");
      for (Map.Entry<String, TreeSet<String>> label : values.entrySet()) {
        out.writeStartObject();
        out.writeStringField("label", label.getKey());
        out.writeNumberField("cardinality", label.getValue().size());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    };
  }

  private static JsonBody buildInfo() {
    return out -> {
      out.writeStartObject();
      out.writeStringField("version", VERSION);
      out.writeStringField("revision", "choice-sherpa-console");
      out.writeStringField("branch", "");
      out.writeStringField("buildUser", "");
      out.writeStringField("buildDate", "");
      out.writeStringField("goVersion", "");
      out.writeEndObject();
    };
  }
}
