package io.choicesherpa.telemetry.errors;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an error beside the throwable. What stands in the current {@code RequestContext}
 * and span need not be said again. Immutable.
 *
 * @param module the part of the application, such as a logger's name; null for none
 * @param userId the opaque id of whom it happened to; null for the current request's
 * @param sessionId the decision session; null for the current request's
 * @param message what the application said about it; null for nothing
 * @param details names and values: numbers, truth values and texts; redacted before they leave
 */
public record ErrorContext(
    @Nullable String module,
    @Nullable String userId,
    @Nullable String sessionId,
    @Nullable String message,
    Map<String, Object> details) {

  private static final ErrorContext NONE = new ErrorContext(null, null, null);

  /** Copies the details, in their order. */
  public ErrorContext {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /** Without a message and details. */
  public ErrorContext(
      @Nullable String module, @Nullable String userId, @Nullable String sessionId) {
    this(module, userId, sessionId, null, Map.of());
  }

  /** Nothing that is not known already. */
  public static ErrorContext none() {
    return NONE;
  }
}
