package io.choicesherpa.console.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import io.choicesherpa.console.json.JsonBody;
import io.choicesherpa.console.json.JsonResponses;
import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.Point;
import io.choicesherpa.promql.model.PointSeries;
import io.choicesherpa.promql.model.QueryValue;
import io.choicesherpa.promql.model.Sample;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * Answers in Prometheus's form.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview">Format
 *     overview</a>
 */
final class PrometheusJson {

  private PrometheusJson() {}

  /** What goes with data. */
  record Notes(List<String> warnings, List<String> infos) {
    static final Notes NONE = new Notes(List.of(), List.of());
  }

  static HttpResponse success(JsonBody data, Notes notes) {
    return JsonResponses.of(
        HttpStatus.OK,
        out -> {
          out.writeStartObject();
          out.writeStringField("status", "success");
          out.writeFieldName("data");
          data.writeTo(out);
          writeNotes(out, "warnings", notes.warnings());
          writeNotes(out, "infos", notes.infos());
          out.writeEndObject();
        });
  }

  private static void writeNotes(JsonGenerator out, String name, List<String> notes)
      throws IOException {
    if (!notes.isEmpty()) {
      out.writeFieldName(name);
      writeTexts(out, notes);
    }
  }

  static HttpResponse failure(ApiException failure) {
    return JsonResponses.of(
        failure.status(),
        out -> {
          out.writeStartObject();
          out.writeStringField("status", "error");
          out.writeStringField("errorType", failure.type());
          out.writeStringField("error", String.valueOf(failure.getMessage()));
          out.writeEndObject();
        });
  }

  static void writeTexts(JsonGenerator out, Collection<String> texts) throws IOException {
    out.writeStartArray();
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  static void writeLabels(JsonGenerator out, Labels labels) throws IOException {
    out.writeStartObject();
    for (int i = 0; i < labels.size(); i++) {
      out.writeStringField(labels.name(i), labels.value(i));
    }
    out.writeEndObject();
  }

  static void writeResult(JsonGenerator out, QueryValue value) throws IOException {
    out.writeStartObject();
    out.writeStringField("resultType", value.type().word());
    out.writeFieldName("result");
    if (value instanceof QueryValue.Scalar scalar) {
      writePair(out, scalar.timestampMillis(), NumberJson.text(scalar.value()));
    } else if (value instanceof QueryValue.Text text) {
      writePair(out, text.timestampMillis(), text.value());
    } else if (value instanceof QueryValue.Vector vector) {
      out.writeStartArray();
      for (Sample sample : vector.samples()) {
        writeSample(out, sample);
      }
      out.writeEndArray();
    } else if (value instanceof QueryValue.Matrix matrix) {
      out.writeStartArray();
      for (PointSeries series : matrix.series()) {
        writeSeries(out, series);
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static void writeSample(JsonGenerator out, Sample sample) throws IOException {
    out.writeStartObject();
    out.writeFieldName("metric");
    writeLabels(out, sample.labels());
    Histogram histogram = sample.histogram();
    if (histogram == null) {
      out.writeFieldName("value");
      writePair(out, sample.timestampMillis(), NumberJson.text(sample.value()));
    } else {
      out.writeFieldName("histogram");
      writePair(out, sample.timestampMillis(), histogram);
    }
    out.writeEndObject();
  }

  private static void writeSeries(JsonGenerator out, PointSeries series) throws IOException {
    out.writeStartObject();
    out.writeFieldName("metric");
    writeLabels(out, series.labels());
    boolean any = false;
    for (Point point : series.points()) {
      if (point.histogram() == null) {
        if (!any) {
          out.writeArrayFieldStart("values");
          any = true;
        }
        writePair(out, point.timestampMillis(), NumberJson.text(point.value()));
      }
    }
    if (any) {
      out.writeEndArray();
    }
    any = false;
    for (Point point : series.points()) {
      Histogram histogram = point.histogram();
      if (histogram != null) {
        if (!any) {
          out.writeArrayFieldStart("histograms");
          any = true;
        }
        writePair(out, point.timestampMillis(), histogram);
      }
    }
    if (any) {
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static void writePair(JsonGenerator out, long millis, String value) throws IOException {
    out.writeStartArray();
    NumberJson.writeTime(out, millis);
    out.writeString(value);
    out.writeEndArray();
  }

  private static void writePair(JsonGenerator out, long millis, Histogram histogram)
      throws IOException {
    out.writeStartArray();
    NumberJson.writeTime(out, millis);
    HistogramJson.write(out, histogram);
    out.writeEndArray();
  }
}
