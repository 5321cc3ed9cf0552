package io.choicesherpa.telemetry.ai;

/** Why an attempt at an AI call failed, in words that hold for every provider. */
public enum AiErrorType {
  /** The provider asks to slow down (HTTP 429). */
  RATE_LIMITED("rate_limited"),
  /** No answer, or no further chunk, in time. */
  TIMEOUT("timeout"),
  /** The provider failed or is overloaded (HTTP 5xx). */
  SERVER_ERROR("server_error"),
  /** The provider refuses the request as it is (HTTP 4xx). */
  INVALID_REQUEST("invalid_request"),
  /** The key is missing, wrong or not entitled (HTTP 401, 403). */
  AUTHENTICATION("authentication"),
  /** The provider could not be reached, or the connection broke. */
  CONNECTION("connection"),
  /** The provider withheld the answer because of its content. */
  CONTENT_FILTERED("content_filtered"),
  /** The caller did not want it any more. No failure of the provider, and not counted as one. */
  CANCELLED("cancelled"),
  /** Anything else. */
  OTHER("other");

  private final String value;

  AiErrorType(String value) {
    this.value = value;
  }

  /** The value of {@code error.type} and of the label {@code error_type}. */
  public String value() {
    return value;
  }
}
