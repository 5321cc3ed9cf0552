package io.choicesherpa.console.query;

import com.linecorp.armeria.common.HttpStatus;

/** What Prometheus's API answers in place of data. */
final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient HttpStatus status;
  private final String type;

  private ApiException(HttpStatus status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  static ApiException badData(String message) {
    return new ApiException(HttpStatus.BAD_REQUEST, "bad_data", message);
  }

  static ApiException parameter(String name, String reason) {
    return badData("invalid parameter \"" + name + "\": " + reason);
  }

  static ApiException execution(String message) {
    return new ApiException(HttpStatus.UNPROCESSABLE_ENTITY, "execution", message);
  }

  static ApiException timeout(String message) {
    return new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "timeout", message);
  }

  static ApiException canceled(String message) {
    return new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "canceled", message);
  }

  static ApiException unavailable(String message) {
    return new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", message);
  }

  static ApiException internal(String message) {
    return new ApiException(HttpStatus.INTERNAL_SERVER_ERROR, "internal", message);
  }

  HttpStatus status() {
    return status;
  }

  /** The error's type, in Prometheus's words. */
  String type() {
    return type;
  }
}
