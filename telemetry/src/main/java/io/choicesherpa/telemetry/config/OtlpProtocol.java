package io.choicesherpa.telemetry.config;

/** How OTLP travels; the names are those of OpenTelemetry's {@code OTEL_EXPORTER_OTLP_PROTOCOL}. */
public enum OtlpProtocol {
  /** OTLP over gRPC, port 4317 by convention. */
  GRPC("grpc"),
  /** OTLP as protobuf over HTTP/1.1, port 4318 by convention. */
  HTTP_PROTOBUF("http/protobuf");

  private final String text;

  OtlpProtocol(String text) {
    this.text = text;
  }

  /** The name as it stands in a variable. */
  public String text() {
    return text;
  }
}
