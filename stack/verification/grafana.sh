# shellcheck shell=bash
# Grafana with its provisioned data sources and dashboards, asked by its API for what its pages would ask.

program grafana GRAFANA grafana
grafana_url="http://127.0.0.1:$(port 13000)"
grafana_password="$(hex 12)"
have_grafana=false

grafana_home() { # Where its own settings and pages are: beside the program, or Debian's place.
  local place
  for place in "${GRAFANA_HOME:-}" "$(dirname "$(dirname "$(readlink -f "$grafana")")")" /usr/share/grafana; do
    if [ -f "$place/conf/defaults.ini" ]; then printf '%s' "$place"; return; fi
  done
}
start_grafana() {
  if [ -z "$grafana" ]; then
    note grafana "data sources, dashboards, links between metric, trace and log" "not proven" "no grafana"
    return
  fi
  # Asks nothing of the world beyond this machine.
  start grafana env GF_SERVER_HTTP_ADDR=127.0.0.1 GF_SERVER_HTTP_PORT="${grafana_url##*:}" \
    GF_SECURITY_ADMIN_PASSWORD="$grafana_password" GF_PATHS_PROVISIONING="$stack/grafana/provisioning" \
    GF_PATHS_DATA="$work/grafana" GF_PATHS_LOGS="$work/grafana/log" GF_PATHS_PLUGINS="$work/grafana/plugins" \
    GF_ANALYTICS_REPORTING_ENABLED=false GF_ANALYTICS_CHECK_FOR_UPDATES=false GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES=false \
    GF_PLUGINS_PREINSTALL_DISABLED=true GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH="$stack/grafana/dashboards/overview.json" \
    DASHBOARD_DIRECTORY="$stack/grafana/dashboards" PROMETHEUS_URL="http://127.0.0.1:$p_prometheus" LOKI_URL="$loki_url" \
    JAEGER_URL="$jaeger_url" TEMPO_URL="$tempo_url" "$grafana" server --homepath="$(grafana_home)"
  if ready grafana "starts with grafana/provisioning" 120 "$grafana_url/api/health"; then have_grafana=true; fi
}
during monitors start_grafana

# The newest commit that the proxy has: before 10.1. The hashes are the checksum database's. Its pages are not built,
# its API does without. It wants a C compiler, for its database.
build_grafana() {
  [ -z "$grafana" ] || return
  built grafana grafana_by_go
  program grafana GRAFANA grafana
}
grafana_by_go() {
  source_of grafana github.com/grafana/grafana v1.9.2-0.20230609164553-81d85ce8028d \
    h1:nEQOIzFVY/zsD915THCfkl+HIvGW+AounbAQ61ejFcs= h1:A+woACthnJYUMZDRqGvUaP7YnNxRHcvSnht1VNHSjK8=
  (cd "$cache/download" && GOBIN="$cache/bin" go install github.com/google/wire/cmd/wire@v0.7.0)
  nice "$cache/bin/wire" gen -tags oss ./pkg/server
  nice go build -tags oss -trimpath -ldflags='-s -w -X main.version=10.1.0-pre' -o bin/grafana ./pkg/cmd/grafana
  ln -sf "$PWD/bin/grafana" "$cache/bin/grafana"
}
during build build_grafana

of_grafana() { curl -s -m 30 -u "admin:$grafana_password" "$grafana_url/api/$1" "${@:2}"; } # path, more for curl
proxied() { of_grafana "datasources/proxy/uid/$1" -f "${@:2}"; }                             # data source and path, more for curl

# --- What was provisioned

same() { # command, command: what they print, in any order
  local differing
  differing="$(diff <("$1" | sort) <("$2" | sort) | sed -n 's/^[<>] //p')"
  [ -z "$differing" ] || { printf 'differs: %s\n' "${differing//$'\n'/, }"; return 1; }
}
dashboards_of_files() {
  local folder
  folder="$(sed -n 's/^ *folder: //p' "$stack/grafana/provisioning/dashboards/choice-sherpa.yml")"
  jq -r --arg folder "$folder" '[.uid, .title, $folder] | @tsv' "$stack"/grafana/dashboards/*.json
}
dashboards_of_grafana() { of_grafana 'search?type=dash-db' | jq -r '.[] | [.uid, .title, .folderTitle] | @tsv'; }
home_is_overview() {
  local title
  title="$(of_grafana dashboards/home | jq -r .dashboard.title)"
  [ "$title" = "$(jq -r .title "$stack/grafana/dashboards/overview.json")" ] || { printf 'it is %s\n' "$title"; return 1; }
}
data_sources_of_file() {
  printf '%s\t%s\n' prometheus "http://127.0.0.1:$p_prometheus" loki "$loki_url" jaeger "$jaeger_url" tempo "$tempo_url"
}
data_sources_of_grafana() { of_grafana datasources | jq -r '.[] | [.uid, .url] | @tsv'; }

# By its own check where this version has one, else by what its pages would ask by Grafana's proxy.
healthy() { # data source, path that it answers
  local answer
  answer="$(of_grafana "datasources/uid/$1/health")"
  case "$(jq -r '.status // .message // "no answer"' <<<"$answer")" in
    OK) ;;
    'Not found' | 'Plugin unavailable') proxied "$1/$2" >/dev/null || { printf 'does not answer /%s\n' "$2"; return 1; } ;;
    *) jq -r .message <<<"$answer"; return 1 ;;
  esac
}
grafana_is_provisioned() {
  $have_grafana || return
  check grafana "the data sources are there, at the given addresses" same data_sources_of_file data_sources_of_grafana
  check grafana "the dashboards are there, each with its title in its folder ($(dashboards_of_files | wc -l))" same dashboards_of_files dashboards_of_grafana
  check grafana "the overview is the home page" home_is_overview
  ! $have_prometheus || check grafana "the data source prometheus answers" healthy prometheus api/v1/labels
  check grafana "the data source loki answers ($loki_name)" healthy loki loki/api/v1/labels
  check grafana "the data source jaeger answers ($jaeger_name)" healthy jaeger api/services
  ! $have_tempo || check grafana "the data source tempo answers" healthy tempo api/echo
}
during dashboards grafana_is_provisioned

# --- What the panels ask

# A panel in a line: its dashboard and title, and its targets as a browser sends them. A data source's variable is the
# source of its type, any other is at All; what begins with __ is Grafana's own.
panels_of() { # dashboard
  of_grafana "dashboards/uid/$1" | jq -c '
    .dashboard | .title as $board
    | (.templating.list | map({key: .name, value: (if .type == "datasource" then .query else .allValue // .current.value end)}) | from_entries) as $variables
    | def filled: walk(if type == "string" then
          reduce ($variables | to_entries[]) as $v (.; gsub("\\$\\{" + $v.key + "(:[a-z]+)?\\}|\\$" + $v.key + "\\b"; $v.value)) else . end);
      .. | objects | select(has("targets") and has("gridPos"))
    | {panel: "\($board): \(.title)", queries: [.targets[] | filled | . + {intervalMs: 15000, maxDataPoints: 300}]}'
}
answer_to() { of_grafana ds/query -H 'Content-Type: application/json' -d "$1"; }
query() { # queries as JSON: prints Grafana's answer
  answer_to "$(jq -cn --argjson queries "$1" '{from: "now-10m", to: "now", queries: $queries}')"
}
rows() { jq '[.results[]?.frames[]? | select(.schema.meta.custom.resultType != "exemplar") | .data.values[0] // [] | length] | add // 0'; }
# Where the version's Jaeger is asked by the browser, not by the server: what the browser asks.
traces_found() {
  jq -r '.[] | [.service, (.limit | tostring), (.tags // "")] | @tsv' <<<"$1" | while IFS=$'\t' read -r service limit tags; do
    # error=true is an object of attributes to Jaeger.
    proxied jaeger/api/traces -G --data-urlencode "service=$service" --data-urlencode "limit=$limit" --data-urlencode lookback=1h \
      ${tags:+--data-urlencode "tags=$(jq -Rc 'split("=") | {(.[0]): .[1]}' <<<"$tags")"} | jq '.data | length'
  done
}
# Some panels show failures, so there must be some: in Prometheus, where two scrapes must have seen them, and in Loki.
failures_seen() {
  local logs
  ask query 'query=sum(rate(http_requests_total{status=~"5.."}[1m])) > 0' | jq -e '.data.result[0]' || return
  for logs in 'severity_text=~"WARN|ERROR"' 'severity_text="INFO" |= "AI attempt"'; do
    asked loki loki "{service_name=\"choice-sherpa\"} | $logs" '{"queryType": "range"}' | some || return
  done
}
something_fails() {
  $have_grafana && $have_prometheus || return
  printf 'ai-errors\n' >"$run_home/.run/faults"
  await 90 failures_seen || printf 'no failures were seen\n' >&2
  : >"$run_home/.run/faults"
}
during dashboards something_fails

panels_answer() {
  local line name queries answer wrong="" empty="" asked=0 filled=0 count
  $have_grafana && $have_prometheus || return
  while read -r line; do
    name="$(jq -r .panel <<<"$line")"
    queries="$(jq -c .queries <<<"$line")"
    answer="$(query "$queries")"
    asked=$((asked + $(jq length <<<"$queries")))
    if [ "$(jq -r '.[0].datasource.type' <<<"$queries")" = jaeger ] && [ "$(jq -r '.results == null' <<<"$answer")" = true ]; then
      count="$(traces_found "$queries")"
      [ -n "$count" ] || wrong="$wrong$name; "
    else
      jq -e --argjson queries "$queries" '.results as $r | $queries | all(.refId as $id | $r[$id] and ($r[$id].error | not))' <<<"$answer" >/dev/null || wrong="$wrong$name; "
      count="$(rows <<<"$answer")"
    fi
    if [ "${count:-0}" -gt 0 ]; then filled=$((filled + 1)); else empty="$empty$name; "; fi
  done < <(for uid in $(jq -r .uid "$stack"/grafana/dashboards/*.json); do panels_of "$uid"; done)
  if [ "$asked" -eq 0 ]; then wrong="none was found"; fi
  if [ -z "$wrong" ]; then note grafana "every panel's queries are answered without error ($asked queries)" proven
  else note grafana "every panel's queries are answered without error" FAILED "${wrong%; }"; fi
  if [ -z "$empty" ]; then note grafana "every panel shows something ($filled)" proven
  else note grafana "every panel shows something ($filled do)" "not proven" "has not happened: ${empty%; }"; fi
}
during dashboards panels_answer

# --- The ways between metric, trace and log, as the data sources' settings have them

setting() { of_grafana "datasources/uid/$1" | jq -r ".jsonData.$2"; } # data source, setting
asked() { # data source, type, expression, more of the query as JSON: prints Grafana's answer
  query "$(jq -cn --arg uid "$1" --arg type "$2" --arg expr "$3" --argjson more "$4" \
    '[{refId: "A", datasource: {uid: $uid, type: $type}, expr: $expr, intervalMs: 15000, maxDataPoints: 300} + $more]')"
}
some() { [ "$(rows)" -gt 0 ]; }

exemplar_leads_to_trace() {
  local name to id
  name="$(setting prometheus 'exemplarTraceIdDestinations[0].name')" to="$(setting prometheus 'exemplarTraceIdDestinations[0].datasourceUid')"
  for id in $(asked prometheus prometheus http_request_duration_seconds_bucket '{"range": true, "exemplar": true}' |
    jq -r --arg name "$name" '.results.A.frames[] | select(.schema.meta.custom.resultType == "exemplar")
      | (.schema.fields | map(.name) | index($name)) as $at | .data.values[$at][]' | sort -u | head -n 200); do
    if proxied "$to/api/traces/$id" | jq -e '.data[0].spans[0]' >/dev/null 2>&1; then return 0; fi
  done
  printf 'no exemplar with %s of a trace that %s has\n' "$name" "$to"
  return 1
}
logs_of_trace() { # data source of traces: prints Grafana's answer for its link to logs
  local to expr
  to="$(setting "$1" tracesToLogsV2.datasourceUid)" expr="$(setting "$1" tracesToLogsV2.query)"
  # shellcheck disable=SC2016
  expr="${expr//'${__span.tags["service.name"]}'/choice-sherpa}" expr="${expr//'${__trace.traceId}'/$trace}"
  asked "$to" loki "$expr" '{"queryType": "range", "maxLines": 100}'
}
trace_leads_to_logs() { logs_of_trace "$1" | some || { printf 'no line\n'; return 1; }; }
trace_leads_to_metrics() { # data source of traces
  local expr
  while read -r expr; do
    asked "$(setting "$1" tracesToMetrics.datasourceUid)" prometheus "$expr" '{"range": true}' | some || { printf 'nothing for %s\n' "$expr"; return 1; }
  done < <(of_grafana "datasources/uid/$1" | jq -r '.jsonData.tracesToMetrics.queries[].query' || printf 'none\n')
}
log_line_leads_to_trace() { # The label that the derived field looks for, as this version gives labels with a line.
  local name id
  name="$(setting loki 'derivedFields[0].matcherRegex')"
  [ "$(setting loki 'derivedFields[0].matcherType')" = label ] && [ "$(setting loki 'derivedFields[0].url')" = "\${__value.raw}" ] || { printf 'the field is another\n'; return 1; }
  id="$(logs_of_trace jaeger | jq -r --arg name "$name" '[.results.A.frames[] | (.schema.fields[].labels // empty), (.data.values[][] | objects)] | map(.[$name] // empty) | first // empty')"
  [ "$id" = "$trace" ] || { printf 'lines have no label %s\n' "$name"; return 1; }
  proxied "$(setting loki 'derivedFields[0].datasourceUid')/api/traces/$id" | jq -e '.data[0].spans[0]' >/dev/null || { printf 'no trace %s\n' "$id"; return 1; }
}
ways_lead_somewhere() {
  local source
  $have_grafana && $have_prometheus || return
  await 30 exemplar_leads_to_trace
  check grafana "from an exemplar to its trace" exemplar_leads_to_trace
  for source in jaeger $($have_tempo && printf tempo); do
    check grafana "from a trace of $source to its log lines" trace_leads_to_logs "$source"
    check grafana "from a trace of $source to metrics" trace_leads_to_metrics "$source"
  done
  check grafana "from a log line to its trace" log_line_leads_to_trace
}
during dashboards ways_lead_somewhere
