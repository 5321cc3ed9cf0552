# shellcheck shell=bash
# Alertmanager, and alerts from Prometheus to it.

program alertmanager ALERTMANAGER alertmanager prometheus-alertmanager
p_alertmanager="$(port 9093)"
have_alertmanager=false

# Its pages are not built; what is embedded in their place is never asked for.
build_alertmanager() {
  [ -z "$alertmanager" ] || return
  built alertmanager alertmanager_by_go
  program alertmanager ALERTMANAGER alertmanager
}
alertmanager_by_go() {
  source_of alertmanager github.com/prometheus/alertmanager v0.34.2 \
    h1:4oOnHs4J41X9n+7MucFjA3I5i5MtasjWTnIY27q5Qkw= h1:ikoahDowHeCtaEQGeHVxtyuPXw09UAN3H7vGhZEoXDM=
  mkdir -p ui/app/dist && printf '<!doctype html><title>Alertmanager</title>\n' >ui/app/dist/index.html
  nice go build -trimpath -ldflags='-s -w -X github.com/prometheus/common/version.Version=0.34.2' -o "$cache/bin/alertmanager" ./cmd/alertmanager
  nice go build -trimpath -ldflags='-s -w -X github.com/prometheus/common/version.Version=0.34.2' -o "$cache/bin/amtool" ./cmd/amtool
}
during build build_alertmanager

says_routes() { # Each severity to its receiver, as amtool reads the file.
  local wanted
  for wanted in critical:page warning:ticket info:notice; do
    [ "$("$amtool" config routes test --config.file="$stack/alertmanager/alertmanager.yml" alertname=Any severity="${wanted%%:*}")" = "${wanted#*:}" ] ||
      { printf '%s does not go to %s\n' "${wanted%%:*}" "${wanted#*:}"; return 1; }
  done
  [ "$("$amtool" config routes test --config.file="$stack/alertmanager/alertmanager.yml" alertname=Watchdog severity=none)" = heartbeat ]
}
program amtool AMTOOL amtool
routes() {
  if [ -z "$amtool" ]; then note alertmanager "alertmanager.yml is valid, severities have their receivers" "not proven" "no amtool"; return; fi
  check alertmanager "alertmanager.yml is valid" "$amtool" check-config "$stack/alertmanager/alertmanager.yml"
  check alertmanager "each severity has its receiver" says_routes
}
during files routes

start_alertmanager() {
  if [ -z "$alertmanager" ]; then
    note alertmanager "alerts arrive" "not proven" "no alertmanager"
    return
  fi
  start alertmanager "$alertmanager" --config.file="$stack/alertmanager/alertmanager.yml" --storage.path="$work/alertmanager" \
    --web.listen-address="127.0.0.1:$p_alertmanager" --cluster.listen-address=
  if ready alertmanager "starts with alertmanager/alertmanager.yml" 20 "http://127.0.0.1:$p_alertmanager/-/ready"; then have_alertmanager=true; fi
}
during monitors start_alertmanager

at() { get -G "http://127.0.0.1:$p_alertmanager/api/v2/alerts" --data-urlencode "filter=alertname=\"$1\"" | jq -e 'length > 0'; }
watchdog_fires() {
  $have_prometheus && $have_alertmanager || return
  await 90 at Watchdog
  check alerts "Watchdog fires and arrives at Alertmanager" at Watchdog
  note alerts "every other alert by its fault, to its receiver, and its end" "not proven" "wants --alerts"
}
during alerts watchdog_fires
