package io.choicesherpa.console.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** JSON as responses and as text. Thread-safe. */
public final class JsonResponses {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonResponses() {}

  /** A response that no cache keeps. */
  public static HttpResponse of(HttpStatus status, JsonBody body) {
    ResponseHeaders headers =
        ResponseHeaders.builder(status)
            .contentType(MediaType.JSON_UTF_8)
            .add("cache-control", "no-store")
            .build();
    return HttpResponse.of(headers, HttpData.wrap(bytes(body)));
  }

  /** Makes the response off the event loop, for work that may take long. */
  public static HttpResponse later(ServiceRequestContext ctx, Supplier<HttpResponse> work) {
    return HttpResponse.of(CompletableFuture.supplyAsync(work, ctx.blockingTaskExecutor()));
  }

  /** The encoded value, UTF-8, in one line. */
  public static byte[] bytes(JsonBody body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      body.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }
}
