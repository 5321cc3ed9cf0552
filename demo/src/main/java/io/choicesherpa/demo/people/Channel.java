package io.choicesherpa.demo.people;

/** How a message is sent and its answer read. */
enum Channel {
  /** One request, one whole answer. */
  HTTP,
  /** The answer is read as it is written. */
  WEBSOCKET,
  /** As before, but the connection is cut in the middle of the answer. */
  WEBSOCKET_HUNG_UP
}
