package io.choicesherpa.telemetry.otlp;

import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes batches whose messages a test takes. */
public final class Batches {

  private Batches() {}

  /**
   * A batch of spans.
   *
   * @param receiver is given each message's bytes
   * @param end is asked when the batch is shut down
   */
  public static OtlpBatch<SpanData> ofSpans(
      Function<byte[], CompletableResultCode> receiver, Supplier<CompletableResultCode> end) {
    OtlpSender sender =
        message -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          try {
            message.writeMessage(bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return receiver.apply(bytes.toByteArray());
        };
    return new OtlpBatch<>(sender, new SpanEncoding(), Redactor.standard(), 1 << 20, end);
  }
}
