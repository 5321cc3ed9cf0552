package io.choicesherpa.demo.people;

/** What clients do wrong. */
enum Mistake {
  UNKNOWN_SESSION,
  STRANGERS_SESSION,
  ID_THAT_IS_NONE,
  MALFORMED_JSON,
  UNKNOWN_COMPONENT,
  EMPTY_MESSAGE,
  OVERSIZED_MESSAGE,
  UNKNOWN_PATH,
  WRONG_METHOD,
  NO_TOKEN
}
