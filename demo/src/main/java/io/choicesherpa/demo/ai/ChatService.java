package io.choicesherpa.demo.ai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Answers completions in one protocol. Waits are scheduled, never slept: no thread is held. */
final class ChatService implements HttpService {
  private final ChatProtocol protocol;
  private final ReplyPlanner planner;
  private final Supplier<AiBehaviour> behaviour;
  private final Clock clock;
  private final AtomicLong requests = new AtomicLong();

  ChatService(
      ChatProtocol protocol, ReplyPlanner planner, Supplier<AiBehaviour> behaviour, Clock clock) {
    this.protocol = protocol;
    this.planner = planner;
    this.behaviour = behaviour;
    this.clock = clock;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    return HttpResponse.of(request.aggregate().thenApply(whole -> answer(ctx, whole)));
  }

  private HttpResponse answer(ServiceRequestContext ctx, AggregatedHttpRequest http) {
    String requestId = "req_" + requests.incrementAndGet();
    if (!protocol.authenticated(http.headers())) {
      return error(401, "no API key was sent", requestId, 0, 0);
    }
    ChatRequest request;
    try {
      request = protocol.parse(json(http));
    } catch (InvalidChatException e) {
      return error(e.status(), String.valueOf(e.getMessage()), requestId, 0, 0);
    }
    ReplyPlan plan = planner.plan(request, behaviour.get());
    int status = protocol.status(plan.fault());
    if (status != 200) {
      return failure(status, plan, requestId);
    }
    long createdSeconds = clock.instant().getEpochSecond();
    if (request.stream()) {
      ResponseHeaders headers =
          headers(200, requestId)
              .contentType(MediaType.EVENT_STREAM)
              .set("cache-control", "no-cache")
              .build();
      return new StreamedReply(ctx.eventLoop(), protocol, request, plan, createdSeconds)
          .start(headers);
    }
    HttpResponse response =
        HttpResponse.of(
            headers(200, requestId).contentType(MediaType.JSON).build(),
            HttpData.ofUtf8(protocol.whole(request, plan, createdSeconds).toString()));
    return HttpResponse.delayed(response, Duration.ofMillis(plan.totalMillis()), ctx.eventLoop());
  }

  private static JsonNode json(AggregatedHttpRequest http) throws InvalidChatException {
    JsonNode body;
    try {
      body = ChatProtocol.JSON.readTree(http.contentUtf8());
    } catch (JsonProcessingException e) {
      throw new InvalidChatException(400, "the body is not JSON");
    }
    if (body == null || !body.isObject()) {
      throw new InvalidChatException(400, "the body is not a JSON object");
    }
    return body;
  }

  private HttpResponse failure(int status, ReplyPlan plan, String requestId) {
    // A provider refuses at once; an error of its own comes about when the answer would have begun.
    return switch (plan.fault()) {
      case RATE_LIMITED ->
          error(status, "Rate limit reached for requests", requestId, plan.retryAfterSeconds(), 0);
      case OVERLOADED -> error(status, "Overloaded", requestId, 0, 0);
      default -> error(status, "Internal server error", requestId, 0, plan.firstTokenMillis());
    };
  }

  private HttpResponse error(
      int status, String message, String requestId, int retryAfterSeconds, long delayMillis) {
    ResponseHeadersBuilder headers = headers(status, requestId).contentType(MediaType.JSON);
    if (retryAfterSeconds > 0) {
      headers.setInt("retry-after", retryAfterSeconds);
    }
    HttpResponse response =
        HttpResponse.of(
            headers.build(),
            HttpData.ofUtf8(protocol.error(status, message, requestId).toString()));
    return delayMillis == 0
        ? response
        : HttpResponse.delayed(response, Duration.ofMillis(delayMillis));
  }

  private ResponseHeadersBuilder headers(int status, String requestId) {
    return ResponseHeaders.builder(HttpStatus.valueOf(status))
        .set(protocol.requestIdHeader(), requestId);
  }
}
