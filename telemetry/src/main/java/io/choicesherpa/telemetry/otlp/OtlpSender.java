package io.choicesherpa.telemetry.otlp;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.MessageWriter;

/** Sends a message to where an exporter was configured to send its own. Thread-safe. */
@FunctionalInterface
interface OtlpSender {

  /** Returns at once; what comes of it is said by the result. */
  CompletableResultCode send(MessageWriter message);

  /** Over gRPC. */
  static OtlpSender of(GrpcSender sender) {
    return message -> {
      CompletableResultCode result = new CompletableResultCode();
      sender.send(
          message,
          response -> {
            if (response.getStatusCode() == GrpcStatusCode.OK) {
              result.succeed();
            } else {
              result.failExceptionally(
                  new RefusedException("gRPC status " + response.getStatusCode()));
            }
          },
          result::failExceptionally);
      return result;
    };
  }

  /** Over HTTP. */
  static OtlpSender of(HttpSender sender) {
    return message -> {
      CompletableResultCode result = new CompletableResultCode();
      sender.send(
          message,
          response -> {
            if (response.getStatusCode() / 100 == 2) {
              result.succeed();
            } else {
              result.failExceptionally(
                  new RefusedException("HTTP status " + response.getStatusCode()));
            }
          },
          result::failExceptionally);
      return result;
    };
  }
}
