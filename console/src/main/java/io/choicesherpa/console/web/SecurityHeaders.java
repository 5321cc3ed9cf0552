package io.choicesherpa.console.web;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;

/**
 * Headers of every answer: nothing from another host, no inline script but the import map by its
 * hash, no framing, no sniffing. No {@code Access-Control-Allow-Origin}: other origins read
 * nothing.
 */
final class SecurityHeaders implements DecoratingHttpServiceFunction {

  private final String contentSecurityPolicy;

  /**
   * For this page.
   *
   * @param importMapHash {@code sha256-…} of the only inline script
   */
  SecurityHeaders(String importMapHash) {
    contentSecurityPolicy =
        "default-src 'none'; script-src 'self' '"
            + importMapHash
            + "'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'; trusted-types lit-html;"
            + " require-trusted-types-for 'script'";
  }

  @Override
  public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request)
      throws Exception {
    ctx.mutateAdditionalResponseHeaders(
        headers -> {
          headers.set("content-security-policy", contentSecurityPolicy);
          headers.set("x-content-type-options", "nosniff");
          headers.set("x-frame-options", "DENY");
          headers.set("referrer-policy", "no-referrer");
          headers.set("cross-origin-opener-policy", "same-origin");
          headers.set("cross-origin-resource-policy", "same-origin");
          headers.set("permissions-policy", "camera=(), geolocation=(), microphone=()");
        });
    return delegate.serve(ctx, request);
  }
}
