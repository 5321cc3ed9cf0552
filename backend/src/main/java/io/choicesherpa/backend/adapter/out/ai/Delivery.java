package io.choicesherpa.backend.adapter.out.ai;

import io.choicesherpa.backend.application.port.out.CompleteWithAi.ChunkListener;
import io.choicesherpa.telemetry.ai.AiCall;
import io.choicesherpa.telemetry.ai.AiUsage;

/** Hands an answer's pieces over as they come and keeps the whole. For one thread. */
final class Delivery implements AnswerListener {

  private final AiCall call;
  private final ChunkListener listener;
  private final StringBuilder text = new StringBuilder();

  Delivery(AiCall call, ChunkListener listener) {
    this.call = call;
    this.listener = listener;
  }

  @Override
  public void piece(String piece) {
    if (text.isEmpty()) {
      call.firstChunk();
    }
    text.append(piece);
    listener.chunk(piece);
  }

  @Override
  public void usage(AiUsage soFar) {
    call.usageSoFar(soFar);
  }

  boolean hasBegun() {
    return !text.isEmpty();
  }

  String text() {
    return text.toString();
  }
}
