# shellcheck shell=bash
# The message's trace, wherever it is stored.

whole() { # command that prints the names of the spans of a trace, given its id: all that a message has, and the second handler's
  local names
  names="$("$1" "$trace")" || return 1
  for name in 'POST /api/conversations/{id}/messages' send_message_handler validate_access ai_completion save_message publish_event XADD 'INSERT messages' 'INSERT outbox'; do
    grep -qxF "$name" <<<"$names" || { printf 'no span %s\n' "$name"; return 1; }
  done
  [ "$(grep -c '^process conversation.message_sent' <<<"$names")" -ge 2 ] || { printf 'fewer than two handlers\n'; return 1; }
}
rooted() { # No span whose parent is missing, but the one that the caller made.
  get "$jaeger_url/api/traces/$trace" | jq -e '.data[0].spans as $s | ($s | map(.spanID)) as $ids
    | [$s[] | .references[]? | select(.refType == "CHILD_OF") | .spanID | select(. as $p | $ids | index($p) | not)]
    | all(. == "00f067aa0ba902b7")' >/dev/null
}
traces_arrive() {
  await 40 whole spans_of
  check traces "the message's trace with all its spans, $(via "$jaeger_name")" whole spans_of
  check traces "every span's parent is there" rooted
  note traces "how many spans" proven "$(spans_of "$trace" | wc -l)"
}
during arrivals traces_arrive
