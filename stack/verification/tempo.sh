# shellcheck shell=bash
# Tempo, beside Jaeger as a second receiver of all traces.

program tempo TEMPO tempo
p_tempo="$(port 3200)"
tempo_url="http://127.0.0.1:$p_tempo"
tempo_endpoint="127.0.0.1:$(port 24337)"
have_tempo=false

run_tempo() {
  start tempo env TEMPO_ADDRESS=127.0.0.1 TEMPO_PORT="$p_tempo" TEMPO_GRPC_PORT="$(port 9096)" TEMPO_DIRECTORY="$work/tempo" \
    TEMPO_OTLP_ENDPOINT="$tempo_endpoint" "$tempo" -config.file="$stack/tempo/tempo.yaml" -config.expand-env=true
}
start_tempo() {
  if [ -z "$tempo" ]; then
    note tempo "traces stored in Tempo" "not proven" "no tempo"
    return
  fi
  run_tempo
  if ready tempo "starts with tempo/tempo.yaml and is ready" 90 "$tempo_url/ready"; then
    have_tempo=true
    destinations+=(tempo)
    collector_env+=(TEMPO_ENDPOINT="$tempo_endpoint")
  fi
}
during stores start_tempo

# The newest commit that the proxy has: 2.8.0-rc.0 and two changes more. The hashes stand in Grafana's own go.sum.
build_tempo() {
  [ -z "$tempo" ] || return
  built tempo tempo_by_go
  program tempo TEMPO tempo
}
tempo_by_go() {
  source_of tempo github.com/grafana/tempo v1.5.1-0.20250529124718-87c2dc380cec \
    h1:wnzJov9RhSHGaTYGzTygL4qq986fLen8xSqnQgaMd28= h1:j1IY7J2rUz7TcTjFVVx6HCpyTlYOJPtXuGRZ7sI+vSo=
  nice go build -trimpath -ldflags='-s -w -X main.Version=2.8.0-main' -o "$cache/bin/tempo" ./cmd/tempo
}
during build build_tempo

tempo_spans_of() { # trace: prints its spans' names
  get "$tempo_url/api/traces/$1" | jq -r '(.batches // .resourceSpans)[].scopeSpans[].spans[].name'
}
same_spans() { diff <(spans_of "$trace" | sort) <(tempo_spans_of "$trace" | sort) | sed -n 's/^[<>]/differs:&/p' | { ! grep .; }; }
by_traceql() { # query: prints the traces that it finds in what Tempo got last
  get -G "$tempo_url/api/search" --data-urlencode "q=$1" --data-urlencode "start=$(($(date +%s) - 900))" --data-urlencode "end=$(date +%s)" |
    jq -r '.traces[].traceID'
}
found_by_attributes() { # Leading zeros are left out of what is found.
  by_traceql '{ resource.service.name = "choice-sherpa" && name = "send_message_handler" && span.user_id = "stack-verify" }' |
    grep -qx "$(sed 's/^0*//' <<<"$trace")" || { printf 'it is not found by its user\n'; return 1; }
}
# Of the people's traces: Tempo relates no spans of a trace whose first span has a parent elsewhere, as the message's has.
found_by_relation() { by_traceql '{ name = "send_message_handler" } >> { name = "ai_completion" }' | grep -q . || { printf 'none is found\n'; return 1; }; }
tempo_has_traces() {
  $have_tempo || return
  if ! $have_collector; then
    note tempo "the message's trace" "not proven" "no Collector, which sends to it"
    return
  fi
  await 40 whole tempo_spans_of
  check tempo "the message's trace with all its spans, $(via tempo)" whole tempo_spans_of
  check tempo "the same spans as in $jaeger_name" same_spans
  await 40 found_by_attributes
  check tempo "the trace is found by TraceQL, by its attributes" found_by_attributes
  await 60 found_by_relation
  check tempo "traces are found by TraceQL, by what is beneath what" found_by_relation
  stop_named tempo
  run_tempo
  await 90 get "$tempo_url/ready"
  await 30 whole tempo_spans_of
  check tempo "the trace is there after a restart" whole tempo_spans_of
}
during arrivals tempo_has_traces
