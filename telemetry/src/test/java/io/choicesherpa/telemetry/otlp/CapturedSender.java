package io.choicesherpa.telemetry.otlp;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcSenderProvider;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Stands where the SDK looks for its sender, and keeps what is sent. */
final class CapturedSender implements ComponentLoader, GrpcSender {

  private final int providers;
  private final List<byte[]> messages = new ArrayList<>();
  private GrpcStatusCode answer = GrpcStatusCode.OK;

  /** As if there were so many senders on the class path. */
  CapturedSender(int providers) {
    this.providers = providers;
  }

  List<byte[]> messages() {
    return messages;
  }

  void answer(GrpcStatusCode code) {
    answer = code;
  }

  @Override
  public <T> Iterable<T> load(Class<T> type) {
    List<T> found = new ArrayList<>();
    if (type == GrpcSenderProvider.class) {
      for (int i = 0; i < providers; i++) {
        found.add(type.cast((GrpcSenderProvider) config -> this));
      }
    }
    return found;
  }

  @Override
  public void send(
      MessageWriter message, Consumer<GrpcResponse> onResponse, Consumer<Throwable> onError) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      message.writeMessage(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bytes.size() != message.getContentLength()) {
      throw new IllegalStateException(bytes.size() + " bytes, told " + message.getContentLength());
    }
    messages.add(bytes.toByteArray());
    onResponse.accept(new Answer(answer));
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }

  private record Answer(GrpcStatusCode getStatusCode) implements GrpcResponse {
    @Override
    public String getStatusDescription() {
      return "";
    }

    @Override
    public byte[] getResponseMessage() {
      return new byte[0];
    }
  }
}
