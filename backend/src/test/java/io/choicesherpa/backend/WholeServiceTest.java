package io.choicesherpa.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.choicesherpa.backend.testing.Eventually;
import io.choicesherpa.backend.testing.TestRedis;
import io.choicesherpa.backend.testing.TestSchema;
import io.choicesherpa.telemetry.test.CapturedSpan;
import io.choicesherpa.telemetry.test.TelemetryCapture;
import io.choicesherpa.telemetry.test.spring.AutoConfigureTelemetryCapture;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One message through everything there is: HTTP, AI, PostgreSQL, Redis and both consumers. */
@SpringBootTest(
    classes = WholeServiceTest.Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureTelemetryCapture
@ContextConfiguration(initializers = WholeServiceTest.Surroundings.class)
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class WholeServiceTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CANARY = "my-secret-canary-wish";
  private static final String ANSWER_CANARY = "answer-canary-of-the-model";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @LocalServerPort private int port;
  @Autowired private TelemetryCapture telemetry;
  private String token = "";

  @Test
  void oneMessage_isOneTraceFromHttpToBothConsumers(CapturedOutput output) throws Exception {
    token =
        post("/dev/token", "{\"user_id\":\"person-1\",\"tier\":\"free\"}").get("token").asString();
    String session = post("/api/sessions", "{\"title\":\"x\"}").get("id").asString();
    String cycle = post("/api/cycles", "{\"session_id\":\"" + session + "\"}").get("id").asString();
    String conversation =
        post(
                "/api/conversations",
                "{\"cycle_id\":\"" + cycle + "\",\"component_type\":\"issue_raising\"}")
            .get("id")
            .asString();
    CompletableFuture<String> notified = new CompletableFuture<>();
    WebSocket socket = listen(conversation, notified);

    JsonNode answer =
        post(
            "/api/conversations/" + conversation + "/messages", "{\"content\":\"" + CANARY + "\"}");

    assertThat(answer.toString()).contains(ANSWER_CANARY);
    assertThat(notified.get(15, TimeUnit.SECONDS))
        .contains("\"event_type\":\"conversation.message_sent\"");
    Eventually.holds(
        () -> assertThat(get("/api/dashboard").at("/sessions/0/messages").asInt()).isEqualTo(1));
    Eventually.holds(
        () ->
            assertThat(names())
                .contains(
                    "POST /api/conversations/{id}/messages",
                    "send_message_handler",
                    "validate_access",
                    "ai_completion",
                    "save_message",
                    "publish_event",
                    "XADD",
                    "process conversation.message_sent")
                .filteredOn("process conversation.message_sent"::equals)
                .as("both consumers")
                .hasSize(2));
    assertThat(names()).anyMatch(name -> name.startsWith("INSERT"));
    assertThat(telemetry).doesNotReveal(CANARY).doesNotReveal(ANSWER_CANARY);
    assertThat(output.getAll()).contains(TRACE).doesNotContain(CANARY, ANSWER_CANARY, token);
    assertThat(get("/health/ready").get("checks"))
        .isEqualTo(
            JsonMapper.shared()
                .readTree("{\"database\":\"ok\",\"redis\":\"ok\",\"ai_provider\":\"ok\"}"));
    socket.abort();
  }

  private List<String> names() {
    return telemetry.spans().stream()
        .filter(span -> span.traceId().equals(TRACE))
        .map(CapturedSpan::name)
        .toList();
  }

  private WebSocket listen(String conversation, CompletableFuture<String> notified) {
    return HTTP.newWebSocketBuilder()
        .header("Authorization", "Bearer " + token)
        .buildAsync(
            URI.create("ws://127.0.0.1:" + port + "/api/conversations/" + conversation + "/stream"),
            new WebSocket.Listener() {
              @Override
              public @Nullable CompletionStage<?> onText(
                  WebSocket from, CharSequence data, boolean last) {
                if (data.toString().contains("message_sent")) {
                  notified.complete(data.toString());
                }
                from.request(1);
                return null;
              }
            })
        .join();
  }

  private JsonNode post(String path, String json) throws Exception {
    return send(request(path).POST(BodyPublishers.ofString(json)));
  }

  private JsonNode get(String path) throws Exception {
    return send(request(path).GET());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json");
    if (path.endsWith("/messages")) {
      request.header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
    }
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private static JsonNode send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isLessThan(300);
    return JsonMapper.shared().readTree(response.body());
  }

  /** Real servers around the service; the AI is a stream of server-sent events on a socket. */
  static final class Surroundings
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      HttpServer ai = startAi();
      context.addApplicationListener(
          event -> {
            if (event instanceof ContextClosedEvent) {
              ai.stop(0);
            }
          });
      String aiUrl = "http://127.0.0.1:" + ai.getAddress().getPort() + "/v1";
      TestPropertyValues.of(
              "spring.datasource.url=" + TestSchema.createUrl(),
              "spring.flyway.enabled=false",
              "REDIS_URL=" + TestRedis.shared().url(),
              "AI_MODEL_PREMIUM=openai/gpt-5.1",
              "AI_MODEL_PRO=openai/gpt-5.1",
              "OPENAI_BASE_URL=" + aiUrl,
              "OPENAI_API_KEY=sk-test")
          .applyTo(context);
    }

    private static HttpServer startAi() {
      try {
        HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/v1/chat/completions", Surroundings::answer);
        server.start();
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void answer(HttpExchange exchange) throws IOException {
      String head =
          "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-5-mini\",";
      String body =
          "data: "
              + head
              + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
              + ANSWER_CANARY
              + "\"},\"finish_reason\":\"stop\"}]}\n\ndata: "
              + head
              + "\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3,"
              + "\"total_tokens\":12}}\n\ndata: [DONE]\n\n";
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body.getBytes(UTF_8));
      }
    }
  }

  /** What {@link BackendApplication} is made of, without the parts of other tests. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @ComponentScan(
      excludeFilters = {
        @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
        @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = BackendApplication.class),
        @Filter(type = FilterType.REGEX, pattern = ".*TestApplication")
      })
  static class Application {}
}
