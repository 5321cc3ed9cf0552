# shellcheck shell=bash
# stack/verify --alerts: every alert by the fault that brings it, from the rule to the receiver of its notification,
# and its end. Prometheus has the stack's own rules with their own times, Alertmanager the stack's own file, and what
# that file's webhooks send is received here. It has ./run, Prometheus and Alertmanager to itself.
#
# What takes days to happen, or hours to leave a rule's window, cannot be waited for. Prometheus is therefore given
# a past (drill/history.txt): of two environments' usual days, to compare with, and of a third one's bad hours, which
# leave the windows while the drill runs. What is seen only there says so.

# alert | severity | environment | brought by | its end: waited for, or why not
drill='
DeadLetters           | warning  | staging     | event-handler-failing | looks an hour back
EventBacklog          | warning  | staging     | event-handler-stuck   | waited for
RateLimitSpike        | info     | staging     | rate-limit-storm      | waited for
HighAICosts           | warning  | staging     | expensive-model       | looks an hour back
AIBudgetForecast      | warning  | staging     | expensive-model       | looks 6 hours back
JourneyConversionDrop | warning  | staging     | cut-off-answers       | looks 6 hours back
AIProviderErrors      | warning  | development | ai-errors             | waited for
AIAnswersBudgetBurn   | critical | development | ai-errors             | waited for
HighErrorRate         | critical | development | http-errors           | waited for
AvailabilityBudgetBurn| critical | development | http-errors           | waited for
TelemetryDropped      | warning  | development | collector-down        | waited for
ServiceDown           | critical | development | backend-hangs         | waited for
DatabasePoolExhausted | critical | development | slow-database         | waited for
SlowResponses         | warning  | development | slow-database, few    | waited for
LatencyBudgetBurn     | critical | development | slow-database, few    | waited for
ScrapeFailing         | warning  | -           | a target that is gone | waited for
DeadLetters           | warning  | past        | the past              | waited for
HighAICosts           | warning  | past-hour   | the past              | waited for
AIBudgetForecast      | warning  | past        | the past              | waited for
JourneyConversionDrop | warning  | past        | the past              | waited for
AvailabilityBudgetBurn| warning  | past        | the past              | waited for
LatencyBudgetBurn     | warning  | past        | the past              | waited for
AIAnswersBudgetBurn   | warning  | past        | the past              | waited for
'
# Few people: a pool that is exhausted would be told in place of requests that are slow.
p_webhook=9096 # As alertmanager.yml has it.
declare -A brought=() end_of=() since=() off=() arrived=() told=() left=() told_end=() wrong=()
wanted=()

choose() { # The rows whose alert was named; all when none was.
  local alert severity environment fault ending key
  while IFS='|' read -r alert severity environment fault ending; do
    read -r alert <<<"$alert"; read -r severity <<<"$severity"; read -r environment <<<"$environment"
    read -r fault <<<"$fault"; read -r ending <<<"$ending"
    [ -n "$alert" ] || continue
    [ ${#only[@]} = 0 ] || [[ " ${only[*]} " == *" $alert "* ]] || continue
    key="$alert $severity $environment"
    wanted+=("$key") brought[$key]="$fault" end_of[$key]="$ending"
  done <<<"$drill"
}
among() { # word, words…
  local word
  for word in "${@:2}"; do [ "$1" != "$word" ] || return 0; done
  return 1
}
by() { # faults…: whether a row is wanted that one of them brings
  local key fault
  for key in "${wanted[@]}"; do for fault in "$@"; do [ "${brought[$key]}" != "$fault" ] || return 0; done; done
  return 1
}

# --- What is there

drill_targets() { # environment
  printf -- '- targets: ["127.0.0.1:%s"]\n  labels: {environment: %s}\n' "$p_metrics" "$1" >"$work/prometheus/targets/choice-sherpa.yml"
}
drill_monitoring() { # further lines
  printf -- '- targets: ["127.0.0.1:%s"]\n  labels: {job: prometheus}\n- targets: ["127.0.0.1:%s"]\n  labels: {job: alertmanager}\n%s' \
    "$p_prometheus" "$p_alertmanager" "${1:-}" >"$work/prometheus/targets/monitoring.yml"
}
drill_starts() {
  local tool
  for tool in prometheus promtool alertmanager; do
    [ -n "${!tool}" ] || { note alerts "each by its fault, to its receiver" "not proven" "no $tool"; return 1; }
  done
  . "$home/scripts/jdk.sh"
  start receiver "$(find_jdk)/bin/java" -XX:TieredStopAtLevel=1 -Xmx64m "$stack/verification/drill/AlertReceiver.java" "$p_webhook" "$work/received"
  if ! await 30 test -f "$work/received"; then
    note alerts "a receiver at alertmanager.yml's address" FAILED "$(grep -m 1 Exception "$work/receiver.log")"
    return 1
  fi
  awk -v now="$(date +%s)" -f "$stack/verification/drill/history.awk" "$stack/verification/drill/history.txt" >"$work/history.om"
  if ! "$promtool" tsdb create-blocks-from openmetrics "$work/history.om" "$work/tsdb" >"$work/history.log" 2>&1; then
    note alerts "Prometheus is given a past" FAILED "$(remark <"$work/history.log")"
    return 1
  fi
  mkdir -p "$work/prometheus"
  cp -r "$stack/prometheus/prometheus.yml" "$stack/prometheus/rules" "$stack/prometheus/targets" "$work/prometheus/"
  printf -- '- targets: ["127.0.0.1:%s"]\n' "$p_alertmanager" >"$work/prometheus/targets/alertmanager.yml"
  printf '[]\n' >"$work/prometheus/targets/choice-sherpa.yml"
  drill_monitoring
  start_alertmanager
  start prometheus "$prometheus" --config.file="$work/prometheus/prometheus.yml" --storage.tsdb.path="$work/tsdb" \
    --web.listen-address="127.0.0.1:$p_prometheus" --enable-feature=exemplar-storage,created-timestamp-zero-ingestion
  ready prometheus "starts with prometheus/prometheus.yml" 60 "http://127.0.0.1:$p_prometheus/-/ready" && $have_alertmanager
}
demo() { # environment, options…: starts ./run and has it scraped as that environment
  local environment="$1"
  shift
  start run "$run_home/run" --port-offset "$offset" "$@"
  if ! watch 300 up_or_ended || ! kill -0 "${named[run]}" 2>/dev/null; then
    note backend "./run $* is ready" FAILED "$(remark <"$work/run.log")"
    return 1
  fi
  sleep 2 # It writes .run/faults once, after that word.
  drill_targets "$environment"
  say "./run $*"
}
up_or_ended() { # A first ./run starts twice, to make the next starts faster: only its own word tells.
  grep -q '^Ready after' "$work/run.log" || ! kill -0 "${named[run]}" 2>/dev/null
}
faults() { # names…: what is on now, and since when what they bring is waited for
  local key now
  now="$(date +%s)"
  printf '%s\n' "${@%%,*}" >"$run_home/.run/faults"
  for key in "${wanted[@]}"; do
    if among "${brought[$key]}" "$@"; then : "${since[$key]:=$now}"; unset "off[$key]"
    elif [ -n "${since[$key]:-}" ] && [ "${brought[$key]}" != "the past" ] && [ "${brought[$key]}" != "a target that is gone" ]; then : "${off[$key]:=$now}"; fi
  done
  say "faults: ${*:-none}"
}
say() { printf '  %5s s     %s\n' "$SECONDS" "$*" >&2; }

# --- What is seen

lacks() { # alert as Alertmanager has it: says what it lacks
  local runbook dashboard
  jq -r 'def missing($of; $names): $names[] | select(($of[.] // "") == "") | "no " + .;
    [missing(.labels; ["severity", "owner"]), missing(.annotations; ["summary", "description", "runbook_url", "dashboard"]),
     (.annotations[] | select(test("<no value>|error expanding|NaN|%!")) | "a value in: " + .),
     (.labels | keys[] | select(endswith("_url")) | "label " + .)] | join(", ")' <<<"$1" || printf 'unreadable'
  runbook="$(jq -r .annotations.runbook_url <<<"$1")" dashboard="$(jq -r .annotations.dashboard <<<"$1")"
  [[ "$runbook" == http*"/runbook/$(jq -r .labels.alertname <<<"$1").md" && -f "$home/docs/runbook/${runbook##*/}" ]] || printf 'no page %s' "$runbook"
  [[ "$dashboard" == http*/d/* ]] && jq -re .uid "$stack"/grafana/dashboards/*.json | grep -qxF "${dashboard##*/d/}" || printf 'no dashboard %s' "$dashboard"
}
path_of() { case "$1" in critical) printf /page ;; warning) printf /ticket ;; *) printf /notice ;; esac; }
look() { # One look at Alertmanager and at what the receiver got.
  local key alert severity environment one now times first last
  get "http://127.0.0.1:$p_alertmanager/api/v2/alerts" >"$work/now.json" || return
  now="$(date +%s)"
  for key in "${wanted[@]}"; do
    [ -n "${since[$key]:-}" ] && [ -z "${told_end[$key]:-}" ] || continue
    read -r alert severity environment <<<"$key"
    one="$(jq -c --arg a "$alert" --arg s "$severity" --arg e "$environment" --argjson t "${since[$key]}" \
      'first(.[] | select(.labels.alertname == $a and .labels.severity == $s and (.labels.environment // "-") == $e
        and (.startsAt | sub("[.].*"; "Z") | fromdateiso8601) >= $t - 1)) // empty' "$work/now.json")"
    if [ -n "$one" ] && [ -z "${arrived[$key]:-}" ]; then
      arrived[$key]=$now wrong[$key]="$(lacks "$one")"
      say "$alert ($severity, $environment) has arrived: $(jq -r .annotations.description <<<"$one")"
    elif [ -z "$one" ] && [ -n "${arrived[$key]:-}" ] && [ -z "${left[$key]:-}" ]; then
      left[$key]=$now
      say "$alert ($severity, $environment) has resolved"
    fi
    [ -n "${arrived[$key]:-}" ] || continue
    # Others on this machine may send to the same address.
    times="$(jq -rn --arg u ":$p_alertmanager" --arg a "$alert" --arg s "$severity" --arg e "$environment" --arg p "$(path_of "$severity")" --argjson t "${since[$key]}" \
      '[inputs | select((.body.externalURL | endswith($u)) and .path == $p and .at >= $t) | .at as $at | .body.alerts[] | select(.labels.alertname == $a and .labels.severity == $s
        and (.labels.environment // "-") == $e) | {at: $at, status}]
        | [(map(select(.status == "firing").at) | min), (map(select(.status == "resolved").at) | max)] | map(. // "") | join(" ")' "$work/received")"
    first="${times%% *}" last="${times##* }"
    [ -z "$first" ] || told[$key]=$first
    if [ -n "${left[$key]:-}" ] && [ -n "$last" ]; then told_end[$key]=$last; fi
  done
}
all_arrived() { # faults…
  local key fault
  for key in "${wanted[@]}"; do
    for fault in "$@"; do [ "${brought[$key]}" != "$fault" ] || [ -n "${arrived[$key]:-}" ] || return 1; done
  done
}
all_ended() { # faults…: those that arrived and whose end is waited for
  local key fault
  for key in "${wanted[@]}"; do
    for fault in "$@"; do
      [ "${brought[$key]}" != "$fault" ] || [ "${end_of[$key]}" != "waited for" ] || [ -z "${arrived[$key]:-}" ] ||
        [ -n "${left[$key]:-}" ] || return 1
    done
  done
}
all_told() {
  local key
  for key in "${wanted[@]}"; do
    [ -z "${arrived[$key]:-}" ] || [ -n "${told[$key]:-}" ] || return 1
    [ "${end_of[$key]}" != "waited for" ] || [ -z "${arrived[$key]:-}" ] || [ -n "${told_end[$key]:-}" ] || return 1
  done
}
watch() { # seconds, condition…: looks every five seconds until it holds
  local deadline=$((SECONDS + $1))
  shift
  while look; ! "$@"; do
    [ $SECONDS -lt $deadline ] || { say "not in time: $*"; return 1; }
    sleep 5
  done
}

# --- The drill

drill_runs() {
  local key now
  choose
  if [ ${#wanted[@]} = 0 ]; then note alerts "${only[*]}" FAILED "no such alert in the drill"; return; fi
  drill_starts || return
  now="$(date +%s)"
  for key in "${wanted[@]}"; do [ "${brought[$key]}" != "the past" ] || since[$key]=$now; done
  if by "a target that is gone"; then
    drill_monitoring "$(printf -- '- targets: ["127.0.0.1:9"]\n  labels: {job: gone}\n')"
    for key in "${wanted[@]}"; do [ "${brought[$key]}" != "a target that is gone" ] || since[$key]=$now; done
  fi
  if by event-handler-failing event-handler-stuck rate-limit-storm expensive-model cut-off-answers; then drill_at_a_high_pace; fi
  if by ai-errors http-errors collector-down; then drill_without_a_collector; fi
  if by backend-hangs slow-database "slow-database, few"; then drill_of_standstill; fi
  drill_forgets_the_target
  say "what is left to arrive"
  watch 2700 all_arrived expensive-model cut-off-answers "the past" "a target that is gone"
  drill_forgets_the_target
  say "what is left to resolve, and to be told"
  watch 2400 all_told
  drill_says
}
drill_forgets_the_target() {
  local key="ScrapeFailing warning -"
  if [ -n "${arrived[$key]:-}" ] && [ -z "${off[$key]:-}" ]; then
    drill_monitoring
    off[$key]="$(date +%s)"
    say "the target that is gone is named no more"
  fi
}
# Many people who are fast: events, costs and sessions enough for what counts them.
drill_at_a_high_pace() {
  local others=()
  AI_MAX_CONCURRENT=64 demo staging --fresh --people 45 --speed 8 --fault expensive-model,cut-off-answers || return
  faults expensive-model cut-off-answers
  if by rate-limit-storm; then others+=(rate-limit-storm); fi
  if by event-handler-failing; then
    faults expensive-model cut-off-answers "${others[@]}" event-handler-failing
    watch 420 all_arrived event-handler-failing
  fi
  if by event-handler-stuck || [ ${#others[@]} -gt 0 ]; then
    faults expensive-model cut-off-answers "${others[@]}" event-handler-stuck
    watch 900 all_arrived event-handler-stuck rate-limit-storm
  fi
  faults expensive-model cut-off-answers
  watch 900 pays
  watch 420 all_ended event-handler-stuck rate-limit-storm
  drill_forgets_the_target
  stop_named run
}
pays() { # HighAICosts has arrived, or 60 $ have been paid for the forecast, or neither is wanted.
  by expensive-model || return 0
  all_arrived expensive-model && return
  [[ " ${wanted[*]} " == *" HighAICosts "* ]] && { [ -n "${arrived[HighAICosts warning staging]:-}" ]; return; }
  ask query 'query=sum(increase(ai_cost_cents_total{environment="staging"}[1h])) > 6000' | jq -e '.data.result[0]' >/dev/null
}
drill_without_a_collector() {
  local key now
  demo development --people 32 --fault collector-down || return
  if by ai-errors; then
    faults collector-down ai-errors
    watch 900 all_arrived ai-errors
  fi
  if by http-errors; then
    faults collector-down http-errors
    watch 1200 all_arrived http-errors
  fi
  faults collector-down
  watch 600 all_arrived collector-down
  drill_forgets_the_target
  stop_named run
  now="$(date +%s)"
  for key in "${wanted[@]}"; do [ "${brought[$key]}" != collector-down ] || off[$key]=$now; done
  demo development --people 32
}
drill_of_standstill() {
  if by backend-hangs slow-database && { [ -z "${named[run]:-}" ] || ! kill -0 "${named[run]}" 2>/dev/null; }; then
    demo development --people 32 || return
  fi
  if by backend-hangs; then
    sleep 60 # The restart before this is seen as an end of its own.
    faults backend-hangs
    watch 300 all_arrived backend-hangs
    faults
    watch 120 all_ended backend-hangs
  fi
  if by slow-database; then
    faults slow-database
    watch 600 all_arrived slow-database
    faults
    watch 300 all_ended slow-database
  fi
  if by "slow-database, few"; then
    stop_named run
    demo development --people 8 || return
    faults "slow-database, few"
    watch 1500 all_arrived "slow-database, few"
  fi
  faults
}

seconds() { if [ -n "$1" ] && [ -n "$2" ]; then printf '%s s' $(($1 - $2)); fi; }
drill_says() {
  local key alert severity environment what rules
  seen_table=""
  for key in "${wanted[@]}"; do
    read -r alert severity environment <<<"$key"
    what="$alert ($severity), by ${brought[$key]}"
    if [ -z "${arrived[$key]:-}" ]; then note alerts "$what arrives" FAILED
    elif [ -n "${wrong[$key]}" ]; then note alerts "$what arrives complete" FAILED "${wrong[$key]}"
    elif [ -z "${told[$key]:-}" ]; then note alerts "$what is told to $(path_of "$severity")" FAILED "arrived after $(seconds "${arrived[$key]}" "${since[$key]}")"
    else note alerts "$what arrives, complete, and is told to $(path_of "$severity")" proven "$(seconds "${arrived[$key]}" "${since[$key]}")"; fi
    if [ "${end_of[$key]}" != "waited for" ]; then note alerts "$what resolves" "not proven" "${end_of[$key]}"
    elif [ -z "${left[$key]:-}" ]; then note alerts "$what resolves" FAILED
    elif [ -z "${told_end[$key]:-}" ]; then note alerts "the end of $what is told" FAILED "resolved after $(seconds "${left[$key]}" "${off[$key]:-${since[$key]}}")"
    else note alerts "$what resolves and that is told" proven "$(seconds "${left[$key]}" "${off[$key]:-${since[$key]}}")"; fi
    seen_table+="| $alert | $severity | ${brought[$key]} | $(seconds "${arrived[$key]:-}" "${since[$key]:-}") | $(seconds "${told[$key]:-}" "${since[$key]:-}") |"
    seen_table+=" $([ "${end_of[$key]}" = "waited for" ] && seconds "${left[$key]:-}" "${off[$key]:-${since[$key]:-}}" || printf 'not waited for: %s' "${end_of[$key]}") |"
    seen_table+=" $(seconds "${told_end[$key]:-}" "${off[$key]:-${since[$key]:-}}") |"$'\n'
  done
  heartbeat() { [ "$(grep '"path":"/heartbeat"' "$work/received" | grep -c ":$p_alertmanager\"")" -ge 2 ]; }
  check alerts "Watchdog is told to /heartbeat again and again" heartbeat
  rules="$(ask rules type=alert | jq -r '.data.groups[].rules[] | select(.name != "Watchdog") | .name + " (" + .labels.severity + ")"' | sort -u)"
  what="$(comm -23 <(printf '%s\n' "$rules") <(awk -F'|' 'NF > 2 {gsub(/ /, ""); print $1 " (" $2 ")"}' <<<"$drill" | sort -u))"
  if [ -z "$what" ]; then note alerts "every alert of every severity is in the drill ($(wc -l <<<"$rules"))" proven
  else note alerts "every alert of every severity is in the drill" FAILED "$(tr '\n' ' ' <<<"$what")"; fi
  printf '\n| alert | severity | brought by | arrives | told | resolves | that is told |\n|---|---|---|---|---|---|---|\n%s' "$seen_table"
}
during drill drill_runs
