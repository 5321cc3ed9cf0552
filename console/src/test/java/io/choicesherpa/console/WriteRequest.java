package io.choicesherpa.console;

import com.google.protobuf.CodedOutputStream;
import io.airlift.compress.snappy.SnappyCompressor;
import io.choicesherpa.promql.model.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;

/** Builds remote-write requests, also broken ones. */
final class WriteRequest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Writes a part of a message. */
  interface Part {
    void write(CodedOutputStream out) throws IOException;
  }

  /** A sample. */
  record Sample(long timeMillis, double value) {}

  static byte[] message(Part part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      part.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void labels(CodedOutputStream out, Labels labels) throws IOException {
    for (int i = 0; i < labels.size(); i++) {
      String name = labels.name(i);
      String value = labels.value(i);
      out.writeByteArray(
          1,
          message(
              label -> {
                label.writeString(1, name);
                label.writeString(2, value);
              }));
    }
  }

  WriteRequest series(Labels labels, List<Sample> samples, byte[]... more) {
    byte[] series =
        message(
            out -> {
              labels(out, labels);
              for (Sample sample : samples) {
                out.writeByteArray(
                    2,
                    message(
                        one -> {
                          one.writeDouble(1, sample.value());
                          one.writeInt64(2, sample.timeMillis());
                        }));
              }
              for (byte[] part : more) {
                out.writeRawBytes(part);
              }
            });
    bytes.writeBytes(message(out -> out.writeByteArray(1, series)));
    return this;
  }

  WriteRequest metadata(int type, String family, String help, String unit) {
    byte[] metadata =
        message(
            out -> {
              out.writeEnum(1, type);
              out.writeString(2, family);
              out.writeString(4, help);
              out.writeString(5, unit);
            });
    bytes.writeBytes(message(out -> out.writeByteArray(3, metadata)));
    return this;
  }

  static byte[] exemplar(Labels labels, double value, long timeMillis) {
    byte[] exemplar =
        message(
            out -> {
              labels(out, labels);
              out.writeDouble(2, value);
              out.writeInt64(3, timeMillis);
            });
    return message(out -> out.writeByteArray(3, exemplar));
  }

  /** A histogram of schema 1 with buckets at -1, 0 and 5, each of {@code count}. */
  static byte[] histogram(long timeMillis, long count) {
    byte[] histogram =
        message(
            out -> {
              out.writeUInt64(1, 3 * count + 1);
              out.writeDouble(3, count * 2.5);
              out.writeSInt32(4, 1);
              out.writeDouble(5, 0.001);
              out.writeUInt64(6, 1);
              out.writeByteArray(11, span(-1, 2));
              out.writeByteArray(11, span(4, 1));
              out.writeByteArray(
                  12,
                  message(
                      deltas -> {
                        deltas.writeSInt64NoTag(count);
                        deltas.writeSInt64NoTag(0);
                        deltas.writeSInt64NoTag(0);
                      }));
              out.writeInt64(15, timeMillis);
            });
    return message(out -> out.writeByteArray(4, histogram));
  }

  private static byte[] span(int offset, int length) {
    return message(
        out -> {
          out.writeSInt32(1, offset);
          out.writeUInt32(2, length);
        });
  }

  byte[] message() {
    return bytes.toByteArray();
  }

  static byte[] compressed(byte[] message) {
    SnappyCompressor snappy = new SnappyCompressor();
    byte[] into = new byte[snappy.maxCompressedLength(message.length)];
    return Arrays.copyOf(into, snappy.compress(message, 0, message.length, into, 0, into.length));
  }

  HttpResponse<byte[]> sendTo(URI server) {
    return send(server, compressed(message()));
  }

  static HttpResponse<byte[]> send(URI server, byte[] body) {
    return Http.post(
        server.resolve("/api/v1/write"),
        body,
        "content-type",
        "application/x-protobuf",
        "content-encoding",
        "snappy",
        "x-prometheus-remote-write-version",
        "0.1.0");
  }
}
