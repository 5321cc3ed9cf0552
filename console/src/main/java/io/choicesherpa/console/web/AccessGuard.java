package io.choicesherpa.console.web;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in. With a token: programs that send it as a bearer token, and browsers that gave it
 * once at the login form and got a cookie for it. Without: whoever names a harmless host.
 */
public final class AccessGuard implements DecoratingHttpServiceFunction {

  static final String LOGIN_PATH = "/login";
  static final String HEALTH_PATH = "/health";

  private static final String COOKIE = "console_session";
  private static final String BEARER = "Bearer ";

  private final String bindAddress;
  private final byte @Nullable [] token;
  private final String session;
  private final HttpResponseFactory loginForm;

  /** Makes a fresh response each time. */
  interface HttpResponseFactory {
    HttpResponse make(HttpStatus status);
  }

  private AccessGuard(String bindAddress, @Nullable String token, HttpResponseFactory loginForm) {
    this.bindAddress = bindAddress;
    this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    this.session = token == null ? "" : sessionFor(token);
    this.loginForm = loginForm;
  }

  /** For ports that only programs use. */
  public static AccessGuard forPrograms(String bindAddress, @Nullable String token) {
    return new AccessGuard(bindAddress, token, status -> HttpResponse.of(status));
  }

  /** For the page's port. */
  static AccessGuard forPeople(
      String bindAddress, @Nullable String token, HttpResponseFactory loginForm) {
    return new AccessGuard(bindAddress, token, loginForm);
  }

  @Override
  public HttpResponse serve(HttpService delegate, ServiceRequestContext ctx, HttpRequest request)
      throws Exception {
    if (token == null) {
      return HostCheck.isHarmless(String.valueOf(request.authority()), bindAddress)
          ? delegate.serve(ctx, request)
          : HttpResponse.of(HttpStatus.MISDIRECTED_REQUEST);
    }
    if (isForEverybody(ctx.path()) || isKnown(request.headers())) {
      return delegate.serve(ctx, request);
    }
    if (ctx.path().equals(LOGIN_PATH) && request.method() == HttpMethod.POST) {
      return HttpResponse.of(request.aggregate().thenApply(body -> login(body.contentUtf8())));
    }
    if (request.headers().get("accept", "").contains("text/html")) {
      return loginForm.make(HttpStatus.UNAUTHORIZED);
    }
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.UNAUTHORIZED)
            .contentType(MediaType.PLAIN_TEXT_UTF_8)
            .add("www-authenticate", "Bearer realm=\"console\"")
            .build(),
        HttpData.ofUtf8("a bearer token is wanted\n"));
  }

  /** Health, and what the login form is drawn with. */
  private static boolean isForEverybody(String path) {
    return path.equals(HEALTH_PATH) || path.startsWith("/app/css/");
  }

  private boolean isKnown(RequestHeaders headers) {
    String authorization = headers.get("authorization", "");
    if (authorization.startsWith(BEARER)) {
      return isToken(authorization.substring(BEARER.length()));
    }
    return headers.cookies().stream()
        .filter(cookie -> cookie.name().equals(COOKIE))
        .anyMatch(cookie -> isSame(cookie.value(), session));
  }

  private HttpResponse login(String form) {
    if (!isToken(QueryParams.fromQueryString(form).get("token", ""))) {
      return loginForm.make(HttpStatus.FORBIDDEN);
    }
    Cookie cookie =
        Cookie.secureBuilder(COOKIE, session)
            .secure(false) // the console speaks plain HTTP; a proxy before it may add TLS
            .httpOnly(true)
            .sameSite("Strict")
            .path("/")
            .build();
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.SEE_OTHER)
            .cookie(cookie)
            .add("location", "/")
            .add("cache-control", "no-store")
            .build());
  }

  private boolean isToken(String candidate) {
    return token != null
        && MessageDigest.isEqual(token, candidate.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isSame(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  /** Good for this process only, and no way back to the token. */
  private static String sessionFor(String token) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
