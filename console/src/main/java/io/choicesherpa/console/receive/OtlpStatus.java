package io.choicesherpa.console.receive;

import com.google.rpc.Code;
import com.google.rpc.Status;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;

/**
 * Failures as OTLP/HTTP has them: a {@code google.rpc.Status} in protobuf or JSON.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#failures-1">OTLP/HTTP, failures</a>
 */
final class OtlpStatus {

  static final MediaType PROTOBUF = MediaType.create("application", "x-protobuf");

  private static final String RETRY_AFTER_SECONDS = "1";

  private OtlpStatus() {}

  static HttpResponse response(HttpStatus status, String message) {
    return response(status, message, false);
  }

  /** In JSON to those who sent JSON. */
  static HttpResponse response(HttpStatus status, String message, boolean json) {
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(status)
            .contentType(json ? MediaType.JSON : PROTOBUF)
            .add("cache-control", "no-store");
    if (status.equals(HttpStatus.SERVICE_UNAVAILABLE)
        || status.equals(HttpStatus.TOO_MANY_REQUESTS)) {
      headers.add("retry-after", RETRY_AFTER_SECONDS);
    }
    Status body = Status.newBuilder().setCode(code(status)).setMessage(message).build();
    HttpData data =
        json ? HttpData.ofUtf8(OtlpJson.print(body)) : HttpData.wrap(body.toByteArray());
    return HttpResponse.of(headers.build(), data);
  }

  private static int code(HttpStatus status) {
    return switch (status.code()) {
      case 401 -> Code.UNAUTHENTICATED_VALUE;
      case 403 -> Code.PERMISSION_DENIED_VALUE;
      case 404 -> Code.NOT_FOUND_VALUE;
      case 405 -> Code.UNIMPLEMENTED_VALUE;
      case 413, 429 -> Code.RESOURCE_EXHAUSTED_VALUE;
      case 503 -> Code.UNAVAILABLE_VALUE;
      default -> status.isClientError() ? Code.INVALID_ARGUMENT_VALUE : Code.INTERNAL_VALUE;
    };
  }
}
