package io.choicesherpa.console.web;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceRequestContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures that no service answered: logged with their cause, shown without it. */
final class WebErrors implements ServerErrorHandler {

  private static final Logger log = LoggerFactory.getLogger(WebErrors.class);

  @Override
  public @Nullable HttpResponse onServiceException(ServiceRequestContext ctx, Throwable cause) {
    if (cause instanceof HttpStatusException
        || ctx.isCancelled()
        || ctx.isTimedOut()
        || Exceptions.isExpected(cause)) {
      return null;
    }
    log.error("{} {} failed", ctx.method(), ctx.path(), cause);
    return HttpResponse.of(
        HttpStatus.INTERNAL_SERVER_ERROR,
        MediaType.PLAIN_TEXT_UTF_8,
        HttpData.ofUtf8("internal error\n"));
  }
}
