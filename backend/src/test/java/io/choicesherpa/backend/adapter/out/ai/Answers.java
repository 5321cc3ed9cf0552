package io.choicesherpa.backend.adapter.out.ai;

import io.choicesherpa.backend.adapter.out.ai.ProviderServer.Step;
import java.util.List;

/** The two providers' wire protocols, as their references show them. */
final class Answers {

  static final String ID = "answer-1";

  private Answers() {}

  /** A whole answer in {@code pieces}; 21 prompt tokens, 8 of them cached, and 5 of the answer. */
  static Step whole(AiProvider provider, String... pieces) {
    return connection -> {
      connection.startStream();
      connection.chunk(start(provider));
      for (String piece : pieces) {
        connection.chunk(piece(provider, piece));
      }
      for (String event : end(provider, "")) {
        connection.chunk(event);
      }
      connection.endStream();
    };
  }

  /** An answer that begins with {@code pieces} and never goes on. */
  static Step begunThenSilent(AiProvider provider, String... pieces) {
    return connection -> {
      connection.startStream();
      connection.chunk(start(provider));
      for (String piece : pieces) {
        connection.chunk(piece(provider, piece));
      }
      connection.hang();
    };
  }

  /** An answer whose connection breaks after {@code pieces}. */
  static Step cutOff(AiProvider provider, String... pieces) {
    return connection -> {
      connection.startStream();
      connection.chunk(start(provider));
      for (String piece : pieces) {
        connection.chunk(piece(provider, piece));
      }
    };
  }

  /** An answer that ends properly as HTTP, but before the protocol's own end. */
  static Step unfinished(AiProvider provider, String... pieces) {
    return connection -> {
      cutOff(provider, pieces).answer(connection);
      connection.endStream();
    };
  }

  /** An answer that the provider holds back. */
  static Step withheld(AiProvider provider) {
    return connection -> {
      connection.startStream();
      connection.chunk(start(provider));
      String reason = provider == AiProvider.OPENAI ? "content_filter" : "refusal";
      for (String event : end(provider, reason)) {
        connection.chunk(event);
      }
      connection.endStream();
    };
  }

  /** An error after the answer's head was sent. */
  static Step errorInStream(AiProvider provider) {
    return connection -> {
      connection.startStream();
      connection.chunk(
          switch (provider) {
            case OPENAI ->
                "data: {\"error\":{\"message\":\"sorry\",\"type\":\"server_error\",\"code\":null}}\n\n";
            case ANTHROPIC ->
                "event: error\ndata: {\"type\":\"error\",\"error\":"
                    + "{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n";
          });
      connection.endStream();
    };
  }

  static Step error(AiProvider provider, int status, String type, String headers, String message) {
    String body =
        switch (provider) {
          case OPENAI ->
              "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":\"%s\"}}"
                  .formatted(message, type, type);
          case ANTHROPIC ->
              "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}"
                  .formatted(type, message);
        };
    return connection -> connection.json(status, headers, body);
  }

  private static String start(AiProvider provider) {
    return switch (provider) {
      case OPENAI -> openAi("{\"role\":\"assistant\",\"content\":\"\"}", "null");
      case ANTHROPIC ->
          """
          event: message_start
          data: {"type":"message_start","message":{"id":"%s","type":"message","role":"assistant",\
          "content":[],"model":"claude-sonnet-4-5-20250929","stop_reason":null,\
          "stop_sequence":null,"usage":{"input_tokens":11,"cache_creation_input_tokens":2,\
          "cache_read_input_tokens":8,"output_tokens":1}}}

          event: content_block_start
          data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

          event: ping
          data: {"type": "ping"}

          """
              .formatted(ID);
    };
  }

  private static String piece(AiProvider provider, String text) {
    return switch (provider) {
      case OPENAI -> openAi("{\"content\":\"%s\"}".formatted(text), "null");
      case ANTHROPIC ->
          """
          event: content_block_delta
          data: {"type":"content_block_delta","index":0,\
          "delta":{"type":"text_delta","text":"%s"}}

          """
              .formatted(text);
    };
  }

  private static List<String> end(AiProvider provider, String reason) {
    return switch (provider) {
      case OPENAI ->
          List.of(
              openAi("{}", "\"" + (reason.isEmpty() ? "stop" : reason) + "\""),
              """
              data: {"id":"%s","object":"chat.completion.chunk","created":1,\
              "model":"gpt-5-mini-2025-08-07","choices":[],"usage":{"prompt_tokens":21,\
              "completion_tokens":5,"total_tokens":26,"prompt_tokens_details":\
              {"cached_tokens":8},"completion_tokens_details":{"reasoning_tokens":3}}}

              """
                  .formatted(ID),
              "data: [DONE]\n\n");
      case ANTHROPIC ->
          List.of(
              """
              event: content_block_stop
              data: {"type":"content_block_stop","index":0}

              event: message_delta
              data: {"type":"message_delta","delta":{"stop_reason":"%s","stop_sequence":null},\
              "usage":{"output_tokens":5}}

              """
                  .formatted(reason.isEmpty() ? "end_turn" : reason),
              "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    };
  }

  private static String openAi(String delta, String finishReason) {
    return """
    data: {"id":"%s","object":"chat.completion.chunk","created":1,\
    "model":"gpt-5-mini-2025-08-07","choices":[{"index":0,"delta":%s,"logprobs":null,\
    "finish_reason":%s}],"usage":null}

    """
        .formatted(ID, delta, finishReason);
  }
}
