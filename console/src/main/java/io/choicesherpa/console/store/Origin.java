package io.choicesherpa.console.store;

import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;

/**
 * Where spans and log records come from; shared by all that come from the same place.
 *
 * @param service {@code service.name}, or {@value #UNKNOWN_SERVICE}
 * @param resource the sender
 * @param scope the instrumentation library
 */
public record Origin(String service, Resource resource, InstrumentationScope scope) {

  /** Stands in for a {@code service.name} that is not there. */
  public static final String UNKNOWN_SERVICE = "unknown_service";

  private static final int OVERHEAD_BYTES = 400;

  /** Reads the service's name from {@code resource}. */
  public static Origin of(Resource resource, InstrumentationScope scope) {
    String service =
        resource.getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals("service.name"))
            .map(attribute -> attribute.getValue().getStringValue())
            .filter(name -> !name.isBlank())
            .findFirst()
            .orElse(UNKNOWN_SERVICE);
    return new Origin(service, resource, scope);
  }

  /**
   * Upper estimate of what one shared copy holds; decoded messages are larger than encoded ones.
   */
  long heldBytes() {
    return OVERHEAD_BYTES + 4L * (resource.getSerializedSize() + scope.getSerializedSize());
  }
}
