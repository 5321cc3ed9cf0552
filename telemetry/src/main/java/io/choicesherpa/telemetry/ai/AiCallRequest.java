package io.choicesherpa.telemetry.ai;

/**
 * What is known of an AI call before it is made. Immutable.
 *
 * @param operation as in {@code gen_ai.operation.name}, such as {@code chat}
 * @param provider as in {@code gen_ai.provider.name}, such as {@code openai} or {@code anthropic}
 * @param model the model asked for
 * @param tier the tier of the user it is made for; a label of the cost
 * @param streaming whether the answer comes in chunks
 */
public record AiCallRequest(
    String operation, String provider, String model, String tier, boolean streaming) {

  /** A turn of a conversation. */
  public static AiCallRequest chat(String provider, String model, String tier, boolean streaming) {
    return new AiCallRequest("chat", provider, model, tier, streaming);
  }
}
