package io.choicesherpa.telemetry.otlp;

import io.choicesherpa.telemetry.redaction.CleanAttributes;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The export request that is being filled: takes items one by one, turns each into redacted bytes
 * at once and lets go of it, and sends what it has when it is told to. For one thread.
 *
 * @param <T> what is exported: spans or log records
 */
public final class OtlpBatch<T> {

  private static final int ITEM_BYTES = 4 * 1024;

  private final OtlpSender sender;
  private final ItemEncoding<T> encoding;
  private final CleanAttributes cleaner;
  private final int maxMessageBytes;
  private final Supplier<CompletableResultCode> end;

  private final ProtoWriter item = new ProtoWriter(ITEM_BYTES);
  private final AttributeWriter attributes;
  private Message message = new Message();

  /** One that has been sent, for the next time; while it is under way the sender may read it. */
  private final AtomicReference<@Nullable Message> spare = new AtomicReference<>();

  OtlpBatch(
      OtlpSender sender,
      ItemEncoding<T> encoding,
      Redactor redactor,
      int maxMessageBytes,
      Supplier<CompletableResultCode> end) {
    this.sender = sender;
    this.encoding = encoding;
    this.cleaner = new CleanAttributes(redactor);
    this.maxMessageBytes = maxMessageBytes;
    this.end = end;
    attributes = new AttributeWriter(item, cleaner);
  }

  /** How many items it holds. */
  public int items() {
    return message.items();
  }

  /**
   * Takes an item, if the message has room for it; an empty one always has.
   *
   * @return whether it was taken; if not, this must be {@linkplain #send sent} first
   * @throws RuntimeException when the item cannot be encoded; then nothing of it is in the message
   */
  public boolean offer(T item) {
    Resource resource = encoding.resourceOf(item);
    if (!message.isOf(resource)) {
      if (message.items() > 0) {
        return false;
      }
      message.begin(resource, cleaner.of(resource), this.item, attributes);
    }
    ScopeItems scope = message.scope(encoding.scopeOf(item), this.item, attributes);
    this.item.clear();
    encoding.write(item, this.item, attributes);
    if (message.items() > 0 && message.bytes() + this.item.size() > maxMessageBytes) {
      return false;
    }
    message.add(scope, this.item);
    return true;
  }

  /**
   * Sends what it holds and is empty again. Returns at once; what comes of it is said by the
   * result.
   */
  public CompletableResultCode send() {
    Message full = message;
    Message next = spare.getAndSet(null);
    message = next == null ? new Message() : next;
    return sender.send(full).whenComplete(() -> rest(full));
  }

  private void rest(Message sent) {
    // One that had to grow for a monster is not kept.
    if (sent.capacity() <= 2 * maxMessageBytes) {
      sent.clear();
      spare.set(sent);
    }
  }

  /** Closes the sender. */
  public CompletableResultCode shutdown() {
    return end.get();
  }
}
