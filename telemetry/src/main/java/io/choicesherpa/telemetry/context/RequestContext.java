package io.choicesherpa.telemetry.context;

import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who and what the current unit of work is about: request id, user and session, as they stand on
 * every log line of it.
 *
 * <p>It lives in the OpenTelemetry {@link Context} under a key of its own, so it goes wherever the
 * span goes and does not depend on the span being sampled. The user and the session are often known
 * only later than the request (after authentication, after a look-up): they are set on the one
 * object, and every line written afterwards carries them, on whichever thread.
 *
 * <p>Thread-safe. {@code null} means: not known.
 */
public final class RequestContext {

  private static final ContextKey<RequestContext> KEY =
      ContextKey.named("choice-sherpa-request-context");

  private final @Nullable String requestId;
  private volatile @Nullable String userId;
  private volatile @Nullable String sessionId;

  private final @Nullable Redactor judge;

  private RequestContext(@Nullable String requestId, @Nullable Redactor judge) {
    this.requestId = requestId;
    this.judge = judge;
  }

  /** Returns a new unit of work with the given request id, or none. */
  public static RequestContext create(@Nullable String requestId) {
    return new RequestContext(requestId, null);
  }

  /**
   * Returns a new unit of work whose request id has been looked at already, so that not every line
   * need do it again.
   *
   * @param requestId letters, digits, dots, underscores and dashes of ASCII
   * @param judge what found nothing to hide in it
   */
  public static RequestContext create(String requestId, Redactor judge) {
    return new RequestContext(requestId, judge);
  }

  /** Returns the unit of work of {@link Context#current()}, or null outside any. */
  public static @Nullable RequestContext current() {
    return from(Context.current());
  }

  /** Returns the unit of work that {@code context} carries, or null when it carries none. */
  public static @Nullable RequestContext from(Context context) {
    return context.get(KEY);
  }

  /** Returns {@code context} with this unit of work in place of the one it had. */
  public Context storeIn(Context context) {
    return context.with(KEY, this);
  }

  /** The HTTP request's id, well-formed by {@code RequestIds}, or null. */
  public @Nullable String requestId() {
    return requestId;
  }

  /** Whether the request's id may stand in a JSON string as it is, by the judgement of this. */
  public boolean isRequestIdPlain(Redactor redactor) {
    return redactor.equals(judge);
  }

  /** The authenticated user's opaque id, or null. Never a name or an address. */
  public @Nullable String userId() {
    return userId;
  }

  /** The decision session's id, or null. */
  public @Nullable String sessionId() {
    return sessionId;
  }

  /** Says who acts; the last call wins. */
  public void setUserId(String opaqueId) {
    userId = Objects.requireNonNull(opaqueId, "opaqueId");
  }

  /** Says which decision session this is about; the last call wins. */
  public void setSessionId(String id) {
    sessionId = Objects.requireNonNull(id, "id");
  }
}
