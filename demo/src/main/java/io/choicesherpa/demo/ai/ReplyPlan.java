package io.choicesherpa.demo.ai;

import java.util.List;

/**
 * Everything about one answer, settled before its first byte is sent.
 *
 * @param id what is unique in the answer's identifier
 * @param fault what goes wrong, if anything
 * @param retryAfterSeconds for {@link AiFault#RATE_LIMITED}
 * @param firstTokenMillis wait before the first chunk
 * @param chunks the answer's text in pieces
 * @param chunkPauseMillis wait before each further chunk
 * @param promptTokens tokens of the request
 * @param cachedTokens how many of them the provider had in its cache
 * @param completionTokens tokens of the answer, with those of the reasoning
 * @param reasoningTokens how many of them were spent on reasoning
 * @param truncated whether the request's limit cut the answer short
 */
record ReplyPlan(
    String id,
    AiFault fault,
    int retryAfterSeconds,
    long firstTokenMillis,
    List<String> chunks,
    long chunkPauseMillis,
    int promptTokens,
    int cachedTokens,
    int completionTokens,
    int reasoningTokens,
    boolean truncated) {

  ReplyPlan {
    chunks = List.copyOf(chunks);
  }

  String text() {
    return String.join("", chunks);
  }

  /** How long the whole answer takes. */
  long totalMillis() {
    return firstTokenMillis + chunkPauseMillis * Math.max(0, chunks.size() - 1);
  }
}
