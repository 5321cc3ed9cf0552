# shellcheck shell=bash
# Loki, or the console in its place: both answer Loki's own API.

program loki LOKI loki
p_loki="$(port 3100)"
loki_endpoint="http://127.0.0.1:$p_console_http"
loki_url="http://127.0.0.1:$p_console"
loki_name="console, in Loki's place"

start_loki() {
  if [ -z "$loki" ]; then
    note loki "log lines stored in Loki itself" "not proven" "no loki; the console receives in its place"
    return
  fi
  start loki env LOKI_ADDRESS=127.0.0.1 LOKI_PORT="$p_loki" LOKI_GRPC_PORT="$(port 9095)" LOKI_DIRECTORY="$work/loki" \
    "$loki" -config.file="$stack/loki/loki.yaml" -config.expand-env=true
  if ready loki "starts with loki/loki.yaml and is ready" 60 "http://127.0.0.1:$p_loki/ready"; then
    loki_endpoint="http://127.0.0.1:$p_loki/otlp" loki_url="http://127.0.0.1:$p_loki" loki_name=loki
  fi
}
during stores start_loki

lines_of() {
  get -G "$loki_url/loki/api/v1/query_range" --data-urlencode "query={service_name=\"choice-sherpa\"} | trace_id = \`$1\`" \
    --data-urlencode "start=$(($(date +%s) - 900))000000000" --data-urlencode limit=200 | jq -e '[.data.result[].values[]] | length | select(. > 0)'
}
