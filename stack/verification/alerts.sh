# shellcheck shell=bash
# Alertmanager, and alerts from Prometheus to it.

program alertmanager ALERTMANAGER alertmanager prometheus-alertmanager
p_alertmanager="$(port 9093)"
have_alertmanager=false

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
