package io.choicesherpa.console.remotewrite;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.choicesherpa.console.series.BatchOutcome;
import io.choicesherpa.console.series.SampleBatch;
import io.choicesherpa.console.series.SeriesStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * {@code POST /api/v1/write}: what can be kept of a request is kept. 204 when all was; 400, after
 * which nobody sends again, with the reason when something was not; 503 while the console cannot
 * take samples yet. Thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/">Remote-Write 1.0</a>
 */
public final class RemoteWrite {

  /** {@value}. */
  public static final String PATH = "/api/v1/write";

  private static final Duration READY_LIMIT = Duration.ofSeconds(2);
  private static final MediaType PROTOBUF = MediaType.create("application", "x-protobuf");
  private static final String FIRST_MESSAGE = "prometheus.WriteRequest";

  private final SeriesStore store;
  private final int maxRequestBytes;
  private final WriteRequestReader reader;
  private final LongAdder requests = new LongAdder();
  private final LongAdder malformed = new LongAdder();
  private final LongAdder samples = new LongAdder();
  private final LongAdder rejectedSamples = new LongAdder();

  /**
   * Into {@code store}.
   *
   * @param maxRequestBytes largest request, before and after decompression
   */
  public RemoteWrite(SeriesStore store, int maxRequestBytes) {
    this.store = store;
    this.maxRequestBytes = maxRequestBytes;
    this.reader = new WriteRequestReader(store);
  }

  /** Puts the receiver on {@code server}, behind {@code gate}. */
  public void addTo(ServerBuilder server, DecoratingHttpServiceFunction gate) {
    server
        .route()
        .post(PATH)
        .maxRequestLength(maxRequestBytes)
        .decorator(gate)
        .build(this::receive);
  }

  private HttpResponse receive(ServiceRequestContext ctx, HttpRequest request) {
    requests.increment();
    MediaType type = request.contentType();
    if (type != null
        && (!type.is(PROTOBUF)
            || !type.parameters()
                .getOrDefault("proto", List.of(FIRST_MESSAGE))
                .contains(FIRST_MESSAGE))) {
      return refused(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "the content type has to be " + PROTOBUF + ", version 1");
    }
    String encoding = request.headers().get(HttpHeaderNames.CONTENT_ENCODING, "snappy");
    if (!encoding.equalsIgnoreCase("snappy")) {
      return refused(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "the content encoding has to be snappy");
    }
    return HttpResponse.of(
        request
            .aggregate()
            .thenApplyAsync(this::write, ctx.blockingTaskExecutor())
            .exceptionally(this::unreadable));
  }

  private HttpResponse unreadable(Throwable failure) {
    Throwable cause = Exceptions.peel(failure);
    return cause instanceof ContentTooLargeException ? tooLarge() : Exceptions.throwUnsafely(cause);
  }

  private HttpResponse tooLarge() {
    malformed.increment();
    return refused(
        HttpStatus.REQUEST_ENTITY_TOO_LARGE,
        "the body is larger than " + maxRequestBytes + " bytes");
  }

  private HttpResponse write(AggregatedHttpRequest request) {
    if (!store.awaitReady(READY_LIMIT)) {
      return refused(HttpStatus.SERVICE_UNAVAILABLE, "series of the last run are still being read");
    }
    SampleBatch batch = store.batch();
    WriteRequestReader.Reading reading = reader.new Reading(batch);
    try {
      byte[] body = request.content().array();
      SnappyDecompressor snappy = new SnappyDecompressor();
      int length = SnappyDecompressor.getUncompressedLength(body, 0);
      if (length > maxRequestBytes) {
        return tooLarge();
      }
      byte[] message = new byte[length];
      int whole = snappy.decompress(body, 0, body.length, message, 0, length);
      if (whole != length) {
        throw new IOException("snappy announces " + length + " bytes and has " + whole);
      }
      reading.read(message);
    } catch (IOException | MalformedInputException | IndexOutOfBoundsException e) {
      malformed.increment();
      return refused(HttpStatus.BAD_REQUEST, "not a write request: " + e.getMessage());
    }
    BatchOutcome outcome = batch.commit();
    long rejected = outcome.dropped() + reading.refusedSamples();
    samples.add(outcome.accepted() + outcome.repeated());
    rejectedSamples.add(rejected);
    if (rejected == 0) {
      return HttpResponse.of(HttpStatus.NO_CONTENT);
    }
    String refusal = reading.refusal();
    String both = refusal.isEmpty() || outcome.dropped() == 0 ? "" : "; ";
    return refused(
        HttpStatus.BAD_REQUEST,
        rejected + " samples were not kept: " + refusal + both + outcome.reason());
  }

  private static HttpResponse refused(HttpStatus status, String message) {
    return HttpResponse.of(status, MediaType.PLAIN_TEXT_UTF_8, HttpData.ofUtf8(message + "\n"));
  }

  /** Requests that came. */
  public long requests() {
    return requests.sum();
  }

  /** Requests that could not be read. */
  public long malformedRequests() {
    return malformed.sum();
  }

  /** Samples kept. */
  public long samples() {
    return samples.sum();
  }

  /** Samples not kept. */
  public long rejectedSamples() {
    return rejectedSamples.sum();
  }
}
