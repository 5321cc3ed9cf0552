package io.choicesherpa.backend.adapter.out.ai;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicIoException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Lets the calling thread's {@link InFlight} break off a call of Anthropic's SDK: before the
 * response's head by cancelling the asynchronous call, from then on by closing the response. Its
 * blocking call can be ended by neither.
 */
final class AbortableHttpClient implements HttpClient {

  private final HttpClient next;

  AbortableHttpClient(HttpClient next) {
    this.next = next;
  }

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    InFlight flight = InFlight.current();
    if (flight == null) {
      return next.execute(request, options);
    }
    CompletableFuture<HttpResponse> call = next.executeAsync(request, options);
    flight.onAbort(() -> call.cancel(true));
    try {
      HttpResponse response = call.get();
      flight.onAbort(response::close);
      return response;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AnthropicIoException("Request failed", e.getCause());
    } catch (CancellationException e) {
      throw new AnthropicIoException("Request aborted", e);
    } catch (InterruptedException e) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      throw new AnthropicIoException("Request interrupted", e);
    }
  }

  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    return next.executeAsync(request, options);
  }

  @Override
  public void close() {
    next.close();
  }
}
