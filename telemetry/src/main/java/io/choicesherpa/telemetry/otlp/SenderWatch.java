package io.choicesherpa.telemetry.otlp;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcSenderProvider;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands where the SDK looks for what sends, and notes each sender that it has made: address,
 * headers, certificates, compression and retries are in it, as OpenTelemetry's variables say. For
 * the thread that sets the SDK up.
 */
final class SenderWatch implements ComponentLoader {

  private final ComponentLoader loader;
  private @Nullable OtlpSender last;

  SenderWatch(ComponentLoader loader) {
    this.loader = loader;
  }

  @Override
  public <T> Iterable<T> load(Class<T> type) {
    Iterable<T> found = loader.load(type);
    if (type == GrpcSenderProvider.class || type == HttpSenderProvider.class) {
      return watched(type, found);
    }
    return found;
  }

  /** Among several the SDK chooses by class name; then all stay as they are. */
  private <T> Iterable<T> watched(Class<T> type, Iterable<T> found) {
    List<T> all = ComponentLoader.loadList(loader, type);
    if (all.size() != 1) {
      return found;
    }
    T only = all.get(0);
    Object watched =
        only instanceof GrpcSenderProvider grpc
            ? (GrpcSenderProvider) config -> noted(grpc.createSender(config))
            : (HttpSenderProvider)
                config -> noted(((HttpSenderProvider) only).createSender(config));
    return List.of(type.cast(watched));
  }

  private GrpcSender noted(GrpcSender sender) {
    last = OtlpSender.of(sender);
    return sender;
  }

  private HttpSender noted(HttpSender sender) {
    last = OtlpSender.of(sender);
    return sender;
  }

  /** The sender made last, once; null when there is none. */
  @Nullable OtlpSender takeLast() {
    OtlpSender sender = last;
    last = null;
    return sender;
  }
}
