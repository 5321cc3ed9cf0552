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
gone() { ! at "$1"; }
watchdog_fires() {
  $have_prometheus && $have_alertmanager || return
  await 90 at Watchdog
  check alerts "Watchdog fires and arrives at Alertmanager" at Watchdog
}
during alerts watchdog_fires

faults_fire() {
  local began
  $have_prometheus && $have_alertmanager || return
  if ! $alerts; then
    note alerts "HighErrorRate fires by a fault and resolves" "not proven" "wants --alerts"
    return
  fi
  printf 'http-errors\n' >"$home/.run/faults"
  began=$SECONDS
  if await 600 at HighErrorRate; then
    note alerts "HighErrorRate arrives at Alertmanager when requests fail" proven "after $((SECONDS - began)) s"
    : >"$home/.run/faults"
    began=$SECONDS
    if await 900 gone HighErrorRate; then note alerts "HighErrorRate resolves when they no longer do" proven "after $((SECONDS - began)) s"
    else note alerts "HighErrorRate resolves when they no longer do" FAILED; fi
  else
    note alerts "HighErrorRate arrives at Alertmanager when requests fail" FAILED
  fi
}
during alerts faults_fire
