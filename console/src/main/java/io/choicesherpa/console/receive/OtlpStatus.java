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
 * Failures as OTLP/HTTP has them: a {@code google.rpc.Status} in protobuf.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#failures-1">OTLP/HTTP, failures</a>
 */
final class OtlpStatus {

  static final MediaType PROTOBUF = MediaType.create("application", "x-protobuf");

  private static final String RETRY_AFTER_SECONDS = "1";

  private OtlpStatus() {}

  static HttpResponse response(HttpStatus status, String message) {
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(status).contentType(PROTOBUF).add("cache-control", "no-store");
    if (status.equals(HttpStatus.SERVICE_UNAVAILABLE)) {
      headers.add("retry-after", RETRY_AFTER_SECONDS);
    }
    Status body = Status.newBuilder().setCode(code(status)).setMessage(message).build();
    return HttpResponse.of(headers.build(), HttpData.wrap(body.toByteArray()));
  }

  private static int code(HttpStatus status) {
    return switch (status.code()) {
      case 401 -> Code.UNAUTHENTICATED_VALUE;
      case 403 -> Code.PERMISSION_DENIED_VALUE;
      case 404 -> Code.NOT_FOUND_VALUE;
      case 405 -> Code.UNIMPLEMENTED_VALUE;
      case 413 -> Code.RESOURCE_EXHAUSTED_VALUE;
      case 503 -> Code.UNAVAILABLE_VALUE;
      default -> status.isClientError() ? Code.INVALID_ARGUMENT_VALUE : Code.INTERNAL_VALUE;
    };
  }
}
