# shellcheck shell=bash
# Prometheus with prometheus.yml and the rules as they are; only the addresses, which stand in targets/, are these ports'.

program prometheus PROMETHEUS prometheus
p_prometheus="$(port 9091)"
have_prometheus=false

start_prometheus() {
  local directory="$work/prometheus"
  if [ -z "$prometheus" ]; then
    note prometheus "metrics, exemplars, alerts" "not proven" "no prometheus"
    return
  fi
  mkdir -p "$directory"
  cp -r "$stack/prometheus/prometheus.yml" "$stack/prometheus/rules" "$stack/prometheus/targets" "$directory/"
  printf -- '- targets: ["127.0.0.1:%s"]\n' "$p_alertmanager" >"$directory/targets/alertmanager.yml"
  printf -- '- targets: ["127.0.0.1:%s"]\n  labels: {environment: development}\n' "$p_metrics" >"$directory/targets/choice-sherpa.yml"
  {
    printf -- '- targets: ["127.0.0.1:%s"]\n  labels: {job: prometheus}\n' "$p_prometheus"
    ! $have_collector || printf -- '- targets: ["127.0.0.1:%s"]\n  labels: {job: otel-collector}\n' "$p_own"
  } >"$directory/targets/monitoring.yml"
  start prometheus "$prometheus" --config.file="$directory/prometheus.yml" --storage.tsdb.path="$work/tsdb" \
    --web.listen-address="127.0.0.1:$p_prometheus" --enable-feature=exemplar-storage,created-timestamp-zero-ingestion
  if ready prometheus "starts with prometheus/prometheus.yml" 20 "http://127.0.0.1:$p_prometheus/-/ready"; then have_prometheus=true; fi
}
during monitors start_prometheus

ask() { get -G "http://127.0.0.1:$p_prometheus/api/v1/$1" --data-urlencode "$2"; }
up() { ask query "query=up{job=\"choice-sherpa\"} == 1" | jq -e '.data.result[0]'; }
scraped() { ask query 'query=otelcol_process_uptime_seconds_total or otelcol_process_uptime' | jq -e '.data.result[0]'; }
scrapes() {
  $have_prometheus || return
  await 60 up
  check prometheus "scrapes the backend" up
  $have_collector || return
  await 40 scraped
  check prometheus "scrapes the Collector" scraped
}
during metrics scrapes

# A histogram's name gets an ending. What is not there from the start is there once it has happened.
metrics() { sed -n "s/^| \`\([a-z_]*\)\` | \(counter\|gauge\|histogram\|info\) |[^|]*|[^|]*| $1 |.*/\1/p" "$home/docs/reference/metrics.md" | sort -u; }
absent() { # Prints those of the names given that Prometheus does not have.
  local there name
  there="$(ask label/__name__/values 'match[]={job="choice-sherpa"}' | jq -r '.data[]')"
  for name in "$@"; do
    grep -qxE "$name(_bucket|_info|_total)?" <<<"$there" || printf '%s ' "$name"
  done
}
# shellcheck disable=SC2046
catalogue() { local missing; missing="$(absent $(metrics yes))"; [ -z "$missing" ] || { printf 'not there: %s\n' "$missing"; return 1; }; }
# shellcheck disable=SC2046
seen() { [ -z "$(absent $(metrics no))" ]; }
has_metrics() {
  local missing
  $have_prometheus || return
  await 30 catalogue
  check prometheus "has every metric that is there from the start ($(metrics yes | wc -l))" catalogue
  $quick || await 20 seen
  # shellcheck disable=SC2046
  missing="$(absent $(metrics no))"
  if [ -z "$missing" ]; then note prometheus "has every metric that comes with what happens ($(metrics no | wc -l))" proven
  else note prometheus "has the metrics that come with what happens ($(metrics no | wc -l))" "not proven" "has not happened: $missing"; fi
}
during metrics has_metrics

exemplars() { # Prints their trace ids.
  get -G "http://127.0.0.1:$p_prometheus/api/v1/query_exemplars" --data-urlencode 'query=http_request_duration_seconds_bucket' \
    --data-urlencode "start=$(($(date +%s) - 600))" --data-urlencode "end=$(date +%s)" | jq -er '.data[].exemplars[].labels.trace_id'
}
linked() { local id; for id in $(exemplars); do spans_of "$id" && return 0; done; return 1; }
has_exemplars() {
  $have_prometheus || return
  await 40 exemplars
  check prometheus "has exemplars with trace ids" exemplars
  await 30 linked
  check prometheus "an exemplar leads to its trace" linked
}
during metrics has_exemplars

sound() { ask rules type=alert | jq -e '[.data.groups[].rules[] | select(.health == "err")] | length == 0'; }
evaluates_rules() {
  $have_prometheus || return
  check prometheus "no rule fails when evaluated" sound
}
during metrics evaluates_rules
