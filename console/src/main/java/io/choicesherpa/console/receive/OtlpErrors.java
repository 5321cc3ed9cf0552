package io.choicesherpa.console.receive;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a sender hears when no receiver got to answer: also a {@code google.rpc.Status}. */
public final class OtlpErrors implements ServerErrorHandler {

  private static final Logger log = LoggerFactory.getLogger(OtlpErrors.class);

  @Override
  public @Nullable HttpResponse onServiceException(ServiceRequestContext ctx, Throwable cause) {
    if (cause instanceof HttpStatusException known) {
      HttpStatus status = known.httpStatus();
      return OtlpStatus.response(status, status.reasonPhrase());
    }
    if (ctx.isCancelled() || ctx.isTimedOut() || Exceptions.isExpected(cause)) {
      return null;
    }
    log.error("An export request failed", cause);
    return OtlpStatus.response(HttpStatus.INTERNAL_SERVER_ERROR, "internal error");
  }

  @Override
  public @Nullable AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext ctx,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    String message = description == null ? status.reasonPhrase() : description;
    return OtlpStatus.response(status, message).aggregate().join();
  }
}
