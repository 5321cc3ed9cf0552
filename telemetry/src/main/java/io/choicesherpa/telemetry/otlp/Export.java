package io.choicesherpa.telemetry.otlp;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Turns batches into requests and sends them. A batch that is too large for one message goes in
 * several. Thread-safe.
 *
 * @param <T> what is exported
 */
final class Export<T> {

  private static final int FIRST_BYTES = 256 * 1024;

  private final OtlpSender sender;
  private final BiFunction<ProtoWriter, AttributeWriter, Request<T>> requests;
  private final int maxMessageBytes;

  /** At rest between two exports; taken while one is under way, which may read it until its end. */
  private final AtomicReference<@Nullable Encoder<T>> idle = new AtomicReference<>();

  Export(
      OtlpSender sender,
      BiFunction<ProtoWriter, AttributeWriter, Request<T>> requests,
      int maxMessageBytes) {
    this.sender = sender;
    this.requests = requests;
    this.maxMessageBytes = maxMessageBytes;
  }

  CompletableResultCode export(Collection<? extends T> items) {
    return send(new ArrayList<>(items));
  }

  private CompletableResultCode send(List<? extends T> items) {
    Encoder<T> free = idle.getAndSet(null);
    Encoder<T> encoder = free == null ? new Encoder<>(requests) : free;
    encoder.encode(items);
    if (encoder.getContentLength() > maxMessageBytes && items.size() > 1) {
      rest(encoder);
      int half = items.size() / 2;
      return CompletableResultCode.ofAll(
          List.of(send(items.subList(0, half)), send(items.subList(half, items.size()))));
    }
    CompletableResultCode result = sender.send(encoder);
    return result.whenComplete(() -> rest(encoder));
  }

  private void rest(Encoder<T> encoder) {
    // One that had to grow for a monster is not kept.
    if (encoder.capacity() <= 2 * maxMessageBytes) {
      idle.set(encoder);
    }
  }

  /** A message, and what is needed to make the next one. */
  private static final class Encoder<T> implements MessageWriter {

    private final ProtoWriter out = new ProtoWriter(FIRST_BYTES);
    private final Request<T> request;

    Encoder(BiFunction<ProtoWriter, AttributeWriter, Request<T>> requests) {
      request = requests.apply(out, new AttributeWriter(out));
    }

    void encode(List<? extends T> items) {
      out.clear();
      request.write(items);
    }

    int capacity() {
      return out.capacity();
    }

    @Override
    public void writeMessage(OutputStream stream) throws IOException {
      out.writeTo(stream);
    }

    @Override
    public int getContentLength() {
      return out.size();
    }
  }
}
