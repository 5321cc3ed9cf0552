package io.choicesherpa.backend.adapter.out.ai;

import io.choicesherpa.telemetry.ai.AiErrorType;
import io.choicesherpa.telemetry.ai.AiUsage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that gave no whole answer, with its kind.
 *
 * <p>The SDKs put the provider's response body into their messages, and providers quote the prompt
 * in it. So neither that message nor that exception is kept: only the status and the provider's own
 * error code go on.
 */
final class ProviderFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final AiErrorType type;
  private final transient @Nullable Duration retryAfter;
  private final transient @Nullable AiUsage usage;

  private ProviderFailure(
      AiErrorType type,
      String message,
      @Nullable Duration retryAfter,
      @Nullable AiUsage usage,
      @Nullable IOException cause) {
    super(message, cause);
    this.type = type;
    this.retryAfter = retryAfter;
    this.usage = usage;
  }

  ProviderFailure(
      AiErrorType type,
      String message,
      @Nullable Duration retryAfter,
      @Nullable IOException cause) {
    this(type, message, retryAfter, null, cause);
  }

  ProviderFailure(AiErrorType type, String message) {
    this(type, message, null, null);
  }

  /** The failure of a provider that read the question and keeps the answer to itself. */
  static ProviderFailure withheld(String provider, String reason, @Nullable AiUsage usage) {
    String message = provider + " withheld its answer: " + reason;
    return new ProviderFailure(AiErrorType.CONTENT_FILTERED, message, null, usage, null);
  }

  /** The failure of an answer that stops before its end, though the connection did not break. */
  static ProviderFailure ofUnfinished(String provider, @Nullable AiUsage usage) {
    String message = provider + " ended its stream before the answer";
    return new ProviderFailure(AiErrorType.CONNECTION, message, null, usage, null);
  }

  /** The failure that an HTTP status stands for. */
  static ProviderFailure ofStatus(
      String provider, int status, @Nullable String code, @Nullable Duration retryAfter) {
    String message =
        provider + " answered with status " + status + (code == null ? "" : " (" + code + ")");
    return new ProviderFailure(typeOf(status, code), message, retryAfter, null);
  }

  /** The failure that an error inside an answer's stream stands for: its status was 200. */
  static ProviderFailure ofStreamError(String provider, @Nullable String code) {
    AiErrorType type =
        switch (code == null ? "" : code) {
          case "rate_limit_error", "rate_limit_exceeded" -> AiErrorType.RATE_LIMITED;
          case "timeout_error" -> AiErrorType.TIMEOUT;
          case "invalid_request_error" -> AiErrorType.INVALID_REQUEST;
          case "authentication_error", "permission_error" -> AiErrorType.AUTHENTICATION;
          default -> AiErrorType.SERVER_ERROR;
        };
    String message =
        provider + " broke its stream off with an error" + (code == null ? "" : " (" + code + ")");
    return new ProviderFailure(type, message);
  }

  /** The failure that a broken, refused or silent connection stands for. */
  static ProviderFailure ofIo(String provider, @Nullable IOException cause) {
    AiErrorType type =
        cause instanceof InterruptedIOException ? AiErrorType.TIMEOUT : AiErrorType.CONNECTION;
    String what = type == AiErrorType.TIMEOUT ? " did not answer in time" : " could not be reached";
    return new ProviderFailure(type, provider + what, null, cause);
  }

  /** The failure that bytes stand for which are not the provider's protocol. */
  static ProviderFailure ofMalformed(String provider, RuntimeException cause) {
    return new ProviderFailure(
        AiErrorType.SERVER_ERROR,
        provider + " sent what is not its protocol (" + cause.getClass().getSimpleName() + ")");
  }

  AiErrorType type() {
    return type;
  }

  /** How long the provider asks to wait, or null when it did not say. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** What the provider bills for the attempt all the same, or null when it did not say. */
  @Nullable AiUsage usage() {
    return usage;
  }

  /** Whether another attempt may fare better: the request itself was not at fault. */
  boolean retryable() {
    return switch (type) {
      case RATE_LIMITED, TIMEOUT, SERVER_ERROR, CONNECTION -> true;
      default -> false;
    };
  }

  private static AiErrorType typeOf(int status, @Nullable String code) {
    // An exhausted budget is a 429 too, but no waiting helps.
    if ("insufficient_quota".equals(code)) {
      return AiErrorType.AUTHENTICATION;
    }
    if ("content_filter".equals(code)) {
      return AiErrorType.CONTENT_FILTERED;
    }
    return switch (status) {
      case 401, 402, 403 -> AiErrorType.AUTHENTICATION;
      case 408, 504 -> AiErrorType.TIMEOUT;
      case 429 -> AiErrorType.RATE_LIMITED;
      default -> {
        if (status >= 500) {
          yield AiErrorType.SERVER_ERROR;
        }
        yield status >= 400 ? AiErrorType.INVALID_REQUEST : AiErrorType.OTHER;
      }
    };
  }
}
