package io.choicesherpa.console.receive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * OTLP's JSON: protobuf's, but for ids, which are hexadecimal and not Base64. The ids are rewritten
 * on the way, and protobuf's own parser does the rest: names in lowerCamelCase, 64-bit numbers as
 * text or number, enumerations as numbers, unknown fields ignored.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP, JSON
 *     Protobuf encoding</a>
 */
final class OtlpJson {

  /** Deeper input is refused: protobuf's parser has about the same limit. */
  private static final int MAX_DEPTH = 90;

  private static final Set<String> IDS =
      Set.of("traceId", "spanId", "parentSpanId", "trace_id", "span_id", "parent_span_id");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private OtlpJson() {}

  /**
   * Reads one message.
   *
   * @throws InvalidProtocolBufferException saying what is wrong and where
   */
  static <B extends Message.Builder> B parse(byte[] body, B into)
      throws InvalidProtocolBufferException {
    try {
      byte[] rewritten = withBase64Ids(body);
      JsonFormat.parser()
          .ignoringUnknownFields()
          .merge(new String(rewritten, StandardCharsets.UTF_8), into);
      return into;
    } catch (InvalidProtocolBufferException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidProtocolBufferException(firstLine(e), e);
    }
  }

  private static String firstLine(IOException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static byte[] withBase64Ids(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 16);
    try (JsonParser in = JSON.createParser(body);
        JsonGenerator to = JSON.createGenerator(out)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidProtocolBufferException("a JSON object is wanted");
      }
      int depth = 0;
      for (JsonToken token = in.currentToken(); token != null; token = in.nextToken()) {
        if (token == JsonToken.VALUE_STRING && IDS.contains(String.valueOf(in.currentName()))) {
          to.writeString(base64(in));
        } else {
          to.copyCurrentEvent(in);
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth == 0 && in.nextToken() != null) {
          throw new InvalidProtocolBufferException("something follows the JSON object");
        }
      }
    }
    return out.toByteArray();
  }

  private static String base64(JsonParser in) throws IOException {
    String hex = in.getText();
    try {
      return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      throw new InvalidProtocolBufferException(
          in.currentName()
              + " is not hexadecimal at line "
              + in.currentLocation().getLineNr()
              + ", column "
              + in.currentLocation().getColumnNr());
    }
  }

  /** One message as JSON; it holds no ids. */
  static String print(MessageOrBuilder message) {
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("an answer cannot be written", e);
    }
  }
}
