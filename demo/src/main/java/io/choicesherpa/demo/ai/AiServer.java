package io.choicesherpa.demo.ai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server on loopback that answers {@code POST /v1/chat/completions} as OpenAI does and
 * {@code POST /v1/messages} as Anthropic does, streamed and whole, with token usage. {@code GET
 * /v1/models} lists the models in the caller's protocol. Any model name is served, any API key is
 * good.
 *
 * <p>Texts, latencies and faults follow from the seed and the request alone; see {@link
 * AiBehaviour} for what can be set. Thread-safe.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">OpenAI's reference</a>
 * @see <a href="https://docs.anthropic.com/en/api/messages">Anthropic's reference</a>
 */
public final class AiServer implements AutoCloseable {
  private static final List<String> MODELS = List.of("gpt-5-mini", "gpt-5.1", "claude-sonnet-4-5");

  private static final Logger LOG = LoggerFactory.getLogger(AiServer.class);
  private static final long CLOSE_PATIENCE_MILLIS = 300;

  private final Server server;

  private volatile AiBehaviour behaviour;

  private AiServer(int port, long seed, AiBehaviour behaviour, Clock clock) {
    this.behaviour = behaviour;
    ReplyPlanner planner = new ReplyPlanner(seed);
    ServerBuilder builder =
        Server.builder()
            .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .meterRegistry(new CompositeMeterRegistry())
            .requestTimeout(Duration.ZERO) // The slow answers are the point.
            .gracefulShutdownTimeout(Duration.ZERO, Duration.ZERO)
            .service("/v1/models", (ctx, request) -> models(request.headers(), clock));
    for (ChatProtocol protocol : List.of(new OpenAiProtocol(), new AnthropicProtocol())) {
      builder.service(
          protocol.path(), new ChatService(protocol, planner, () -> this.behaviour, clock));
    }
    this.server = builder.build();
  }

  /**
   * Starts a server.
   *
   * @param port where it listens on 127.0.0.1; 0 picks a free one
   * @param seed the same seed and the same requests give the same answers
   * @throws java.util.concurrent.CompletionException when the port cannot be had
   */
  public static AiServer start(int port, long seed, AiBehaviour behaviour, Clock clock) {
    AiServer started = new AiServer(port, seed, behaviour, clock);
    started.server.start().join();
    return started;
  }

  /** The port it listens on. */
  public int port() {
    return server.activeLocalPort();
  }

  /** How it behaves now. */
  public AiBehaviour behaviour() {
    return behaviour;
  }

  /** Behaves otherwise from the next request on. */
  public void behave(AiBehaviour other) {
    behaviour = other;
  }

  /** Ends at once; answers under way are cut off. */
  @Override
  public void close() {
    // The port closes first and at once; after it the acceptor idles two seconds for nothing.
    CompletableFuture<Void> stopped = server.stop();
    try {
      stopped.get(CLOSE_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("the AI server's acceptor still idles");
    } catch (ExecutionException e) {
      LOG.warn("the AI server did not close", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpResponse models(RequestHeaders headers, Clock clock) {
    boolean anthropic = headers.contains("anthropic-version");
    ObjectNode body = ChatProtocol.object();
    ArrayNode data = body.putArray("data");
    for (String model : MODELS) {
      ObjectNode entry = data.addObject().put("id", model);
      if (anthropic) {
        entry
            .put("type", "model")
            .put("display_name", model)
            .put("created_at", clock.instant().toString());
      } else {
        entry
            .put("object", "model")
            .put("created", clock.instant().getEpochSecond())
            .put("owned_by", "demo");
      }
    }
    if (anthropic) {
      body.put("has_more", false)
          .put("first_id", MODELS.get(0))
          .put("last_id", MODELS.get(MODELS.size() - 1));
    } else {
      body.put("object", "list");
    }
    return HttpResponse.of(MediaType.JSON, body.toString());
  }
}
