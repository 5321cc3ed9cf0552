# shellcheck shell=bash
# The Collector's gateway in front of what stores.

program otelcol OTELCOL otelcol-contrib otelcol
p_otlp="$(port 24317)" p_otlp_http="$(port 24318)" p_own="$(port 8888)" p_health="$(port 13133)"
have_collector=false
receiver="http://127.0.0.1:$p_console_otlp" # where the backend sends to
destinations=()  # what a file of sinks/ is named by: tempo, elastic
collector_env=() # NAME=VALUE for it

has_component() { grep -q "$1" <<<"$("$otelcol" components 2>/dev/null)"; }
collector_files_are_valid() {
  local sink name
  [ -n "$otelcol" ] || return
  for sink in "$stack"/collector/sinks/*.yaml; do
    name="$(basename "$sink")"
    if [ "${name#*elastic}" != "$name" ] && ! has_component elasticsearch; then
      note collector "gateway.yaml with sinks/$name is valid" "not proven" "this build has no elasticsearch exporter"
    else
      check collector "gateway.yaml with sinks/$name is valid" env QUEUE_DIRECTORY="$work/validate" ELASTIC_PASSWORD=x \
        "$otelcol" validate --config="$stack/collector/gateway.yaml" --config="$sink"
    fi
  done
}
during files collector_files_are_valid

collector() { # name, address, Jaeger's endpoint, share in percent
  start "$1" env "${collector_env[@]}" HEALTH_ENDPOINT="$2:$p_health" QUEUE_DIRECTORY="$work/queue-$1" \
    OTLP_GRPC_ENDPOINT="$2:$p_otlp" OTLP_HTTP_ENDPOINT="$2:$p_otlp_http" DECISION_WAIT=5s SHARE_PERCENT="$4" \
    OWN_METRICS_HOST="$2" OWN_METRICS_PORT="$p_own" JAEGER_ENDPOINT="$3" LOKI_ENDPOINT="$loki_endpoint" \
    "$otelcol" --config="$stack/collector/gateway.yaml" --config="$stack/collector/sinks/$(sink).yaml"
  await 30 get "http://$2:$p_health/"
}
gateway() { collector collector 127.0.0.1 "$@"; }
sink() { # Where to, by what is there.
  if [ ${#destinations[@]} = 0 ]; then printf jaeger-loki; else printf '%s\n' "${destinations[@]}" | sort -r | paste -sd-; fi
}
start_collector() {
  local what
  what="starts with gateway.yaml and sinks/$(sink).yaml, and is healthy"
  if [ -z "$otelcol" ]; then
    note collector "gateway" "not proven" "no otelcol-contrib or otelcol"
  elif gateway "$jaeger_endpoint" 100; then
    have_collector=true
    receiver="http://127.0.0.1:$p_otlp"
    note collector "$what" proven
  else
    note collector "$what" FAILED "$(remark <"$work/collector.log")"
  fi
  if ! $have_collector; then # The backend sends to the console alone.
    traces_in_console
    logs_in_console
  fi
}
during collector start_collector

text() { printf '{"key":"%s","value":{"stringValue":"%s"}}' "$1" "$2"; }
resource() { printf '{"attributes":[%s]}' "$(text service.name stack-verify)"; }
span() { # trace, name, duration in s, status, attributes
  local start
  start="$(date +%s%N)"
  printf '{"traceId":"%s","spanId":"%s","name":"%s","kind":2,"startTimeUnixNano":"%s","endTimeUnixNano":"%s","status":{"code":%s},"attributes":[%s]}' \
    "$1" "$(hex 8)" "$2" "$start" "$((start + $3 * 1000000000))" "$4" "$5"
}
send() { curl -sf -m 10 "http://$1" -H 'Content-Type: application/json' -d "$2" >/dev/null; } # address and path, body
send_spans() { # address, spans with commas between them
  send "$1/v1/traces" "{\"resourceSpans\":[{\"resource\":$(resource),\"scopeSpans\":[{\"spans\":[$2]}]}]}"
}
record() { # trace, text
  printf '{"timeUnixNano":"%s","severityNumber":9,"severityText":"INFO","body":{"stringValue":"%s"},"traceId":"%s"}' "$(date +%s%N)" "$2" "$1"
}
send_logs() { # address, records with commas between them
  send "$1/v1/logs" "{\"resourceLogs\":[{\"resource\":$(resource),\"scopeLogs\":[{\"logRecords\":[$2]}]}]}"
}
send_span() { send_spans "127.0.0.1:$p_otlp_http" "$(span "$@")"; }

redacted() { # trace, planted secret
  local body
  body="$(get "$jaeger_url/api/traces/$1")" || { printf 'the span did not arrive\n'; return 1; }
  ! grep -q "$2" <<<"$body" || { printf 'a planted secret arrived\n'; return 1; }
  jq -e '.data[0].spans[0].tags[] | select(.key == "token_count") | select((.value | tostring) == "42")' <<<"$body" >/dev/null || { printf 'token_count was taken for a secret\n'; return 1; }
}
collector_redacts() {
  local canary secret
  $have_collector || return
  canary="canary$(hex 6)"
  secret="$(hex 16)"
  send_span "$secret" redacted 0 1 "$(text db.password "$canary"),$(text note "call with Bearer $canary.abcdef"),$(text token_count 42),$(text contact "$canary@example.com")"
  await 30 spans_of "$secret"
  check collector "secrets in attributes are hidden, counts of tokens are not" redacted "$secret" "$canary"
}
during gateway collector_redacts

there() { for id in "$@"; do spans_of "$id" || return 1; done; }
absent_there() { ! spans_of "$1" >/dev/null 2>&1; }
collector_samples() {
  local failed slow shown plain
  $have_collector || return
  stop_named collector
  gateway "$jaeger_endpoint" 0 || return
  failed="$(hex 16)" slow="$(hex 16)" shown="$(hex 16)" plain="$(hex 16)"
  send_spans "127.0.0.1:$p_otlp_http" \
    "$(span "$failed" failed 0 2 ""),$(span "$slow" slow 3 1 ""),$(span "$shown" shown 0 1 "$(text exemplar true)"),$(span "$plain" plain 0 1 "")"
  await 40 there "$failed" "$slow" "$shown"
  check collector "failed, slow and exemplars' traces are kept at a share of 0 %" there "$failed" "$slow" "$shown"
  sleep 3
  check collector "an ordinary trace is not kept at a share of 0 %" absent_there "$plain"
}
during gateway collector_samples

# Nothing listens there: what is judged is queued on disk, outlives the process, and is sent by the next one.
collector_queues() {
  local queued
  $have_collector || return
  stop_named collector
  gateway "127.0.0.1:$(port 1)" 100 || return
  queued="$(hex 16)"
  send_span "$queued" queued 0 2 ""
  sleep 9
  stop_named collector
  gateway "$jaeger_endpoint" 100 || return
  await 40 spans_of "$queued"
  check collector "a trace queued while the receiver was away arrives after a restart" spans_of "$queued"
}
during gateway collector_queues
