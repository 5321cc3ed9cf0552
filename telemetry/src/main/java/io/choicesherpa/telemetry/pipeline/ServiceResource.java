package io.choicesherpa.telemetry.pipeline;

import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.semconv.ServiceAttributes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who sends the telemetry, as OpenTelemetry's resource conventions name it. The command line and
 * the environment are left out, since they hold secrets.
 */
final class ServiceResource {

  private static final AttributeKey<String> DEPLOYMENT_ENVIRONMENT_NAME =
      AttributeKey.stringKey("deployment.environment.name");

  /** The convention's former name, which dashboards of today still ask for. */
  private static final AttributeKey<String> DEPLOYMENT_ENVIRONMENT =
      AttributeKey.stringKey("deployment.environment");

  private ServiceResource() {}

  /** Returns {@code found}, which the SDK made of {@code OTEL_*}, completed by what we know. */
  static Resource complete(Resource found, TelemetryConfig config) {
    AttributesBuilder known = Attributes.builder();
    known.put(ServiceAttributes.SERVICE_NAME, config.serviceName());
    String version = config.serviceVersion();
    if (version != null) {
      known.put(ServiceAttributes.SERVICE_VERSION, version);
    }
    known.put(DEPLOYMENT_ENVIRONMENT_NAME, config.environment());
    known.put(DEPLOYMENT_ENVIRONMENT, config.environment());
    String host = hostName();
    if (host != null) {
      known.put("host.name", host);
    }
    known.put("host.arch", architecture(System.getProperty("os.arch", "unknown")));
    known.put("os.type", System.getProperty("os.name", "unknown").toLowerCase(Locale.ROOT));
    known.put("process.pid", ProcessHandle.current().pid());
    known.put("process.runtime.name", System.getProperty("java.runtime.name", "unknown"));
    known.put("process.runtime.version", System.getProperty("java.runtime.version", "unknown"));
    // What the operator said in OTEL_RESOURCE_ATTRIBUTES stands over what was found out.
    return found.merge(Resource.create(known.build())).merge(stated(found));
  }

  private static Resource stated(Resource found) {
    AttributesBuilder stated = found.getAttributes().toBuilder();
    stated.remove(ServiceAttributes.SERVICE_NAME);
    return Resource.create(stated.build());
  }

  private static String architecture(String osArch) {
    return switch (osArch) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> osArch;
    };
  }

  private static @Nullable String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A host without a name in its own resolver; the attribute is optional.
      return null;
    }
  }
}
