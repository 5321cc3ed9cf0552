package io.choicesherpa.telemetry.http;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** The JDK's client with a span around each exchange. */
final class TracedHttpClient extends HttpClient {

  private final HttpClient delegate;
  private final HttpClientTelemetry telemetry;

  TracedHttpClient(HttpClient delegate, HttpClientTelemetry telemetry) {
    this.delegate = delegate;
    this.telemetry = telemetry;
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    HttpRequest.Builder copy = copyOf(request);
    HttpClientCall call = telemetry.start(request.method(), request.uri(), copy::setHeader);
    try {
      HttpResponse<T> response = delegate.send(copy.build(), handler);
      end(call, response);
      return response;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      call.fail(e);
      throw e;
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return sendAsync(request, handler, null);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
    HttpRequest.Builder copy = copyOf(request);
    HttpClientCall call = telemetry.start(request.method(), request.uri(), copy::setHeader);
    try {
      CompletableFuture<HttpResponse<T>> sent = delegate.sendAsync(copy.build(), handler, pushes);
      watch(call, sent);
      // The client's own future, since cancelling that one ends the exchange.
      return sent;
    } catch (RuntimeException | Error e) {
      call.fail(e);
      throw e;
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // ends the span and has no result of its own
  private static <T> void watch(HttpClientCall call, CompletableFuture<HttpResponse<T>> sent) {
    sent.whenComplete(
        (response, failure) -> {
          if (failure == null) {
            end(call, response);
            return;
          }
          Throwable cause = failure.getCause();
          if (failure instanceof CompletionException && cause != null) {
            call.fail(cause);
          } else {
            call.fail(failure);
          }
        });
  }

  private static void end(HttpClientCall call, HttpResponse<?> response) {
    call.protocolVersion(response.version() == Version.HTTP_2 ? "2" : "1.1");
    call.respond(response.statusCode());
  }

  /** Requests are immutable; the copy has all that the caller said. */
  private static HttpRequest.Builder copyOf(HttpRequest request) {
    return HttpRequest.newBuilder(request, (name, value) -> true);
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return delegate.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return delegate.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return delegate.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return delegate.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return delegate.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return delegate.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return delegate.authenticator();
  }

  @Override
  public Version version() {
    return delegate.version();
  }

  @Override
  public Optional<Executor> executor() {
    return delegate.executor();
  }

  /** Not traced: a socket is no exchange, each of its messages is a unit of work. */
  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return delegate.newWebSocketBuilder();
  }
}
