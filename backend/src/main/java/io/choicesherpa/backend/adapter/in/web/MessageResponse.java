package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.backend.domain.Message;
import java.time.Instant;

/** A message as the API shows it. */
record MessageResponse(String id, String role, String content, Instant sentAt) {

  static MessageResponse of(Message message) {
    return new MessageResponse(
        message.id().toString(), message.role().wireName(), message.text(), message.sentAt());
  }

  @Override
  public String toString() {
    return "MessageResponse[" + id + "]";
  }
}
