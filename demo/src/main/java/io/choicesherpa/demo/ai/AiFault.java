package io.choicesherpa.demo.ai;

/** What goes wrong with one request. */
enum AiFault {
  NONE,
  RATE_LIMITED,
  SERVER_ERROR,
  OVERLOADED,
  BROKEN_STREAM
}
