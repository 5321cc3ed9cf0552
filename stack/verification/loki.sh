# shellcheck shell=bash
# Loki, or the console in its place: both answer Loki's own API.

program loki LOKI loki
p_loki="$(port 3100)"
logs_in_console() {
  loki_endpoint="http://127.0.0.1:$p_console_http"
  loki_url="http://127.0.0.1:$p_console"
  loki_name="console, in Loki's place"
}
logs_in_console

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

logql() { # query: prints what it finds in the last quarter of an hour
  get -G "$loki_url/loki/api/v1/query_range" --data-urlencode "query=$1" \
    --data-urlencode "start=$(($(date +%s) - 900))000000000" --data-urlencode limit=200
}
lines_of() { logql "{service_name=\"choice-sherpa\"} | trace_id = \`$1\`" | jq -e '[.data.result[].values[]] | length | select(. > 0)'; }
labelled() { # Nothing whose values come with every start or user, or streams are never done.
  local labels
  labels="$(get "$loki_url/loki/api/v1/labels" | jq -c .data)"
  [ "$labels" = '["deployment_environment_name","service_name"]' ] || { printf 'labels are %s\n' "$labels"; return 1; }
}
filtered() {
  logql "{service_name=\"choice-sherpa\", deployment_environment_name=\"development\"} | trace_id = \`$trace\`
    | severity_text = \"INFO\" | detected_level = \"info\" | span_id != \"\" | request_id != \"\" | user_id != \"\" | code_file_path != \"\"" |
    jq -e '.data.result | length > 0'
}
jumps() { # Grafana's query from a trace to its lines, as provisioned.
  local query
  query="$(sed -n "s/^ *query: '\({service_name.*\)'$/\1/p" "$stack/grafana/provisioning/datasources/"*.y*ml | head -n 1 |
    sed -e 's/[$]*{__span.tags\["service.name"\]}/choice-sherpa/' -e "s/[$]*{__trace.traceId}/$trace/")"
  logql "$query" | jq -e '.data.result | length > 0' || { printf 'nothing by %s\n' "$query"; return 1; }
}
shown() { # The dashboards' queries.
  local query number=0
  while IFS= read -r query; do
    number=$((number + 1))
    logql "$query" >/dev/null || { printf 'refused: %s\n' "$query"; return 1; }
  done < <(jq -r '.. | objects | select(.datasource?.type? == "loki" and has("expr")) | .expr' "$stack"/grafana/dashboards/*.json)
  [ $number -gt 0 ]
}
loki_is_asked() {
  [ "$loki_name" = loki ] && $have_collector || return
  check loki "labels are the service and its environment alone" labelled
  check loki "severity, request, user, span and place in the code are there to filter by" filtered
  check loki "Grafana's query from a trace to its log lines finds them" jumps
  check loki "the dashboards' queries are understood" shown
}
during arrivals loki_is_asked
