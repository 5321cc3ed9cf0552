package io.choicesherpa.backend.adapter.out.ai;

import io.choicesherpa.backend.application.port.out.CompleteWithAi.Turn;
import java.util.List;

/**
 * What is asked of a provider, in no provider's words.
 *
 * @param model the provider's own name of the model
 * @param instructions the system prompt
 * @param turns the conversation, oldest first; starts and ends with the user's turn
 * @param maxAnswerTokens upper bound of the answer, greater than 0
 */
record ModelRequest(String model, String instructions, List<Turn> turns, int maxAnswerTokens) {}
