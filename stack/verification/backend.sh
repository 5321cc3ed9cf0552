# shellcheck shell=bash
# The backend with its people, by ./run, and the message that is looked for everywhere afterwards.

run_home="${RUN_HOME:-$home}" # where ./run is, and .run with its data
p_backend="$(port 8080)" p_metrics="$(port 9090)"

api() { # method, path, body, trace id or nothing
  curl -sf -m 60 -X "$1" "http://127.0.0.1:$p_backend$2" -H "Authorization: Bearer $token" \
    -H 'Content-Type: application/json' ${4:+-H "traceparent: 00-$4-00f067aa0ba902b7-01"} -d "$3"
}
start_backend() {
  start run env OTLP_ENDPOINT="$receiver" "$run_home/run" --port-offset "$offset" --people 6 --speed 4 --fresh
  await 240 ready_or_ended
  if ! get "http://127.0.0.1:$p_backend/health/ready" >/dev/null; then
    tail -n 20 "$work/run.log" >&2
    note backend "./run is ready" FAILED "$(grep -v '^Stopped' "$work/run.log" | remark)"
    table
    exit 1
  fi
  note backend "./run is ready" proven
}
ready_or_ended() {
  get "http://127.0.0.1:$p_backend/health/ready" || ! kill -0 "${named[run]}" 2>/dev/null
}
during backend start_backend

message() { # conversation: sends one in a trace of its own, whose id goes to $trace
  trace="$(hex 16)"
  api POST "/api/conversations/$1/messages" '{"content":"Which way is the shorter one?"}' "$trace" >/dev/null
}
send_message() { # The AI server fails now and then, as models do.
  local session cycle conversation
  token="$(get "http://127.0.0.1:$p_backend/dev/token" -H 'Content-Type: application/json' -d '{"user_id":"stack-verify","tier":"pro"}' | jq -r .token)"
  session="$(api POST /api/sessions '{"title":"Proof"}' | jq -r '.session_id // .id')"
  cycle="$(api POST /api/cycles "{\"session_id\":\"$session\"}" | jq -r '.cycle_id // .id')"
  api POST "/api/cycles/$cycle/components/issue_raising/start" '{}' >/dev/null
  conversation="$(api POST /api/conversations "{\"cycle_id\":\"$cycle\",\"component_type\":\"issue_raising\"}" | jq -r '.conversation_id // .id')"
  if message "$conversation" || message "$conversation" || message "$conversation"; then
    note backend "a message is answered" proven
  else
    note backend "a message is answered" FAILED "trace $trace"
  fi
}
during backend send_message
