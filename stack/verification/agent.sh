# shellcheck shell=bash
# The agent with agent.yaml in front of two gateways: a name has both addresses, as a headless service's has.

gateways=(127.0.0.2 127.0.0.3)
p_agent_http="$(port 25318)"

agent_is_valid() {
  [ -n "$otelcol" ] || return
  if has_component loadbalancing; then
    check collector "agent.yaml is valid" env QUEUE_DIRECTORY="$work/validate" "$otelcol" validate --config="$stack/collector/agent.yaml"
  else
    note collector "agent.yaml is valid" "not proven" "this build has no loadbalancing exporter"
  fi
}
during files agent_is_valid

# Runs a program that alone sees another hosts file.
with_hosts() { exec unshare -rm sh -c 'mount --bind "$1" /etc/hosts && shift && exec "$@"' - "$work/hosts" "$@"; }

agent() {
  start agent with_hosts env HEALTH_ENDPOINT="127.0.0.1:$(port 13135)" QUEUE_DIRECTORY="$work/queue-agent" \
    OTLP_GRPC_ENDPOINT="127.0.0.1:$(port 25317)" OTLP_HTTP_ENDPOINT="127.0.0.1:$p_agent_http" \
    OWN_METRICS_PORT="$(port 8890)" GATEWAYS=gateways GATEWAYS_PORT="$p_otlp" \
    "$otelcol" --config="$stack/collector/agent.yaml"
  await 30 get "http://127.0.0.1:$(port 13135)/"
}
accepted() { # address of a gateway: how many spans it has taken
  get "http://$1:$p_own/metrics" | awk '/^otelcol_receiver_accepted_spans/ {n += $2} END {print n + 0}'
}
both_took() { # spans in all
  local first second
  first="$(accepted "${gateways[0]}")" second="$(accepted "${gateways[1]}")"
  printf '%s and %s spans, %s were sent\n' "$first" "$second" "$1"
  [ "$first" -gt 0 ] && [ "$second" -gt 0 ] && [ $((first + second)) -eq "$1" ]
}
all_whole() { # spans that each has, traces…
  local each="$1" id
  for id in "${@:2}"; do
    [ "$(spans_of "$id" | wc -l)" -eq "$each" ] || { printf 'trace %s is not whole\n' "$id"; return 1; }
  done
}
records() { # prints how many of the agent's test's log records are stored
  get -G "$loki_url/loki/api/v1/query_range" --data-urlencode 'query={service_name="stack-verify"} |= "by the agent"' \
    --data-urlencode "start=$(($(date +%s) - 900))000000000" --data-urlencode limit=200 | jq '[.data.result[].values[]] | length'
}
all_recorded() { [ "$(records)" -eq "$1" ] || { printf '%s of %s records\n' "$(records)" "$1"; return 1; }; }

# The gateways keep failed traces only. A trace's spans come one by one; only who has all of them keeps all of them.
agent_balances() {
  local what="agent.yaml before two gateways" address name body ids=() number
  $have_collector && has_component loadbalancing || return
  {
    cat /etc/hosts
    printf '%s gateways\n' "${gateways[@]}"
  } >"$work/hosts"
  if ! (with_hosts true) 2>/dev/null; then
    note collector "$what" "not proven" "a name with two addresses cannot be made here (unshare)"
    return
  fi
  for address in "${gateways[@]}"; do
    collector "gateway-$address" "$address" "$jaeger_endpoint" 0 || { note collector "$what" FAILED "$(remark <"$work/gateway-$address.log")"; return; }
  done
  agent || { note collector "$what" FAILED "$(remark <"$work/agent.log")"; return; }
  for number in {1..20}; do ids[number]="$(hex 16)"; done
  for name in first second failed last; do
    body=""
    for number in {1..20}; do
      body+="${body:+,}$(span "${ids[number]}" "$name" 0 "$([ $name = failed ] && printf 2 || printf 1)" "")"
    done
    send_spans "127.0.0.1:$p_agent_http" "$body"
  done
  body=""
  for number in {1..20}; do
    body+="${body:+,}$(record "${ids[number]}" "record $number by the agent")"
  done
  send_logs "127.0.0.1:$p_agent_http" "$body"
  await 60 all_whole 4 "${ids[@]}"
  check collector "$what: each gateway has whole traces, all of them arrive" all_whole 4 "${ids[@]}"
  check collector "$what: both have some, together all" both_took 80
  await 40 all_recorded 20
  check collector "$what: all log records arrive" all_recorded 20
  stop_named agent "gateway-${gateways[0]}" "gateway-${gateways[1]}"
}
during gateway agent_balances
