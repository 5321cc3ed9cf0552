package io.choicesherpa.telemetry.ai;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an AI call before it is made. Immutable.
 *
 * @param operation as in {@code gen_ai.operation.name}, such as {@code chat}
 * @param provider as in {@code gen_ai.provider.name}, such as {@code openai} or {@code anthropic}
 * @param model the model asked for
 * @param tier the tier of the user it is made for; a label of the cost
 * @param streaming whether the answer comes in chunks
 * @param serverAddress the provider's host, null if not known
 * @param serverPort its port, 0 if not known
 */
public record AiCallRequest(
    String operation,
    String provider,
    String model,
    String tier,
    boolean streaming,
    @Nullable String serverAddress,
    int serverPort) {

  /** A turn of a conversation, with a server that is not known. */
  public static AiCallRequest chat(String provider, String model, String tier, boolean streaming) {
    return new AiCallRequest("chat", provider, model, tier, streaming, null, 0);
  }

  /** The same call, to this server. */
  public AiCallRequest to(String address, int port) {
    return new AiCallRequest(operation, provider, model, tier, streaming, address, port);
  }
}
